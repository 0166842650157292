/// The declaration of a curve: values that a trial records while it trains.
public struct Curve: Sendable, Hashable {
  /// The count on a curve's x axis.
  public enum Axis: String, Sendable, CaseIterable {
    /// Training steps.
    case step
    /// Updates of the parameters, in trials whose steps are something else.
    case update
    /// Episodes in an environment.
    case episode
    /// Frames of all environments together.
    case frame
    /// Passes over the training examples.
    case epoch
  }

  /// The measured quantity: `trainLoss`.
  public let name: String
  /// The unit of the values; empty for none.
  public let unit: String
  /// The count in `CurvePoint.step`.
  public let axis: Axis
  /// The place in a network at which the values are measured; nil for values of the whole trial.
  public let place: NetworkPlace?
  /// The name in results: `trainLoss`, `codeLength.online.fc1`.
  public let encodedName: String

  /// Declares a curve.
  public init(_ name: String, unit: String, per axis: Axis) {
    self.init(name, unit: unit, per: axis, place: nil)
  }

  /// Declares the curve of `metric` during training, with the metric's name and unit.
  public init(_ metric: Metric, per axis: Axis) {
    self.init(metric.name, unit: metric.unit, per: axis)
  }

  /// The curve at one place of a network.
  public func at(_ place: NetworkPlace) -> Curve { Curve(name, unit: unit, per: axis, place: place) }

  /// The curve of this declaration with the name `encodedName` in results; nil if the name belongs to another
  /// declaration.
  public func declared(_ encodedName: String) -> Curve? {
    if encodedName == name { return self }
    guard encodedName.hasPrefix(name + ".") else { return nil }
    return NetworkPlace(String(encodedName.dropFirst(name.count + 1))).map(at)
  }

  private init(_ name: String, unit: String, per axis: Axis, place: NetworkPlace?) {
    self.name = name
    self.unit = unit
    self.axis = axis
    self.place = place
    encodedName = place.map { "\(name).\($0)" } ?? name
  }
}
