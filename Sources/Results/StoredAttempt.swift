public import Trials

/// An attempt in the history of a directory, for figures and for files that other programs read.
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
  /// The time of the lease in seconds since 1970.
  public let startTime: Double
  /// The time of the end in seconds since 1970; nil while the attempt runs.
  public let endTime: Double?
  /// The cause of an end without a result; nil while the attempt runs and after an end with a result.
  public let cause: String?

  /// An attempt.
  public init(
    trial: TrialIdentifier, number: Int, worker: String, host: String, start: String, end: String?, startTime: Double,
    endTime: Double?, cause: String?
  ) {
    self.trial = trial
    self.number = number
    self.worker = worker
    self.host = host
    self.start = start
    self.end = end
    self.startTime = startTime
    self.endTime = endTime
    self.cause = cause
  }
}
