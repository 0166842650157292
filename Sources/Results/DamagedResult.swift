public import Trials

/// An accepted result that is missing or has changed since its acceptance.
public struct DamagedResult: Sendable, Equatable, CustomStringConvertible {
  /// The trial of the result.
  public let trial: TrialIdentifier
  /// The trial's label for people; see `Plan.label(of:)`.
  public let label: String
  /// The fault of the result.
  public let reason: String

  /// A damaged result.
  public init(trial: TrialIdentifier, label: String, reason: String) {
    self.trial = trial
    self.label = label
    self.reason = reason
  }

  /// The trial and the fault.
  public var description: String { "\(label) (trial \(trial.short)): \(reason)" }
}
