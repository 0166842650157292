/// A trial that would end without one training step. Such a trial learns nothing and has no result.
public struct UntrainedTrial: Error, CustomStringConvertible {
  /// The names of the settings involved, the most telling first.
  public let settings: [String]
  /// The reason and the remedy, one sentence.
  public let reason: String

  /// A trial that never trained.
  public init(_ settings: [any AnySetting], reason: String) {
    self.settings = settings.map(\.declaration.name)
    self.reason = reason
  }

  /// The settings and the reason.
  public var description: String {
    "\(settings.joined(separator: ", ")): the trial ends without one training step: \(reason)"
  }
}
