/// Values of a trial along its way, as the task declares them.
public struct Curve: Sendable, Hashable {
  /// What a curve's points are counted by.
  public enum Axis: String, Sendable, CaseIterable {
    /// Training steps.
    case step
    /// Updates of the parameters, where the trial's steps are others.
    case update
    /// Episodes in an environment.
    case episode
    /// Frames of all environments together.
    case frame
    /// Passes over the training examples.
    case epoch
  }

  /// What is measured: `trainLoss`.
  public let name: String
  /// The unit of the values; empty where they have none.
  public let unit: String
  /// What `CurvePoint.step` counts.
  public let axis: Axis
  /// Where in a network the values are measured; nil where they are the whole trial's.
  public let place: NetworkPlace?
  /// The name in results: `trainLoss`, `codeLength.online.fc1`.
  public let encodedName: String

  /// Declares a curve.
  public init(_ name: String, unit: String, per axis: Axis) {
    self.init(name, unit: unit, per: axis, place: nil)
  }

  /// Declares the curve of `metric` along a trial, which has the metric's name and unit.
  public init(_ metric: Metric, per axis: Axis) {
    self.init(metric.name, unit: metric.unit, per: axis)
  }

  /// The curve at one place of a network.
  public func at(_ place: NetworkPlace) -> Curve { Curve(name, unit: unit, per: axis, place: place) }

  /// The curve of this declaration that results call `encodedName`; nil where the name is another declaration's.
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
