public import Trials

/// An attempt in the history of a directory, for files that other programs read.
public struct StoredAttempt: Sendable {
  /// The attempt's trial.
  public let trial: TrialIdentifier
  /// The attempt's number, from 1.
  public let number: Int
  /// The worker's name.
  public let worker: String
  /// The worker's host.
  public let host: String
  /// The time of the lease, UTC.
  public let start: String
  /// The time of the end, UTC; nil while the attempt runs.
  public let end: String?
  /// The cause of an end without a result; nil while the attempt runs and after an end with a result.
  public let cause: String?
}
