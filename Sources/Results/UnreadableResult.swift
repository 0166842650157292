public import Coordination
import Trials

/// Bytes that are no trial's result.
public struct UnreadableResult: Error, CustomStringConvertible {
  /// The attempt whose result was to be accepted.
  public let attempt: Attempt
  /// What could not be read.
  public let detail: String

  /// The trial, the attempt and what could not be read.
  public var description: String {
    "Trial \(attempt.trial.short), attempt \(attempt.number): its result cannot be read (\(detail))."
  }
}
