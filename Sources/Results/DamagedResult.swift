public import Trials

/// An accepted result that is not what was accepted.
public struct DamagedResult: Sendable, Equatable, CustomStringConvertible {
  /// The trial whose result it is.
  public let trial: TrialIdentifier
  /// What people call the trial; see `Plan.label(of:)`.
  public let label: String
  /// What does not hold of the result.
  public let reason: String

  /// A damaged result.
  public init(trial: TrialIdentifier, label: String, reason: String) {
    self.trial = trial
    self.label = label
    self.reason = reason
  }

  /// The trial and what does not hold.
  public var description: String { "\(label) (trial \(trial.short)): \(reason)" }
}
