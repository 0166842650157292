public import Coordination

/// The journal's record of one attempt.
public struct AttemptRecord: Sendable, Equatable {
  /// The attempt.
  public let attempt: Attempt
  /// The worker that the attempt was leased to.
  public let worker: WorkerIdentifier
  /// The name of the worker's host.
  public let host: String
  /// The time of the lease, UTC, for people.
  public let leasedAt: String
  /// The time of the end, UTC, for people; nil while the attempt runs.
  public let endedAt: String?
  /// The cause of an end without a result; nil while the attempt runs and after an end with a result.
  public let cause: FailureCause?
  /// The message about the failure, and the last lines of the trial's log where they were kept.
  public let message: String?
  /// Whether the failure counts against the trial's budget for its cause.
  public let isCharged: Bool

  /// A record.
  public init(
    attempt: Attempt, worker: WorkerIdentifier, host: String, leasedAt: String, endedAt: String?, cause: FailureCause?,
    message: String?, isCharged: Bool
  ) {
    self.attempt = attempt
    self.worker = worker
    self.host = host
    self.leasedAt = leasedAt
    self.endedAt = endedAt
    self.cause = cause
    self.message = message
    self.isCharged = isCharged
  }
}
