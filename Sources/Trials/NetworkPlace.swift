/// A place in a network: a layer of a net, at a step of a recurrence.
public struct NetworkPlace: Sendable, Hashable {
  /// The net, if a trial has several: `online`.
  public let net: String?
  /// The layer: `fc1`.
  public let layer: String
  /// The step of the recurrence, from 1; nil for a layer that is passed once.
  public let timeStep: Int?

  /// A place. Neither name may contain a dot or have the form of a time step: `step3`.
  public init(net: String? = nil, layer: String, timeStep: Int? = nil) {
    self.net = net
    self.layer = layer
    self.timeStep = timeStep
    precondition(NetworkPlace("\(self)") == self, "\(self) would be read as another place of a network")
  }
}

extension NetworkPlace: LosslessStringConvertible {
  /// The net, the layer and the time step, as far as the place has them: `online.fc1`, `h.step3`.
  public var description: String {
    [net, layer, timeStep.map { "step\($0)" }].compactMap(\.self).joined(separator: ".")
  }

  /// Reads what `description` wrote; nil where `text` is anything else.
  public init?(_ text: String) {
    var names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    timeStep = names.last.flatMap(Self.timeStep)
    if timeStep != nil { names.removeLast() }
    guard let layer = names.last, names.count < 3, !names.contains(where: { $0.isEmpty || Self.timeStep($0) != nil })
    else {
      return nil
    }
    net = names.count == 2 ? names[0] : nil
    self.layer = layer
  }

  /// The number of the time step called `name`; nil if `name` is not the name of a time step.
  private static func timeStep(_ name: String) -> Int? {
    guard name.hasPrefix("step"), let number = Int(name.dropFirst(4)), name == "step\(number)" else { return nil }
    return number
  }
}
