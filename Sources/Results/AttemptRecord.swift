public import Coordination

/// What the journal holds of one attempt.
public struct AttemptRecord: Sendable, Equatable {
  /// The attempt.
  public let attempt: Attempt
  /// The worker it was leased to.
  public let worker: WorkerIdentifier
  /// The name of the worker's host.
  public let host: String
  /// When it was leased, UTC, for people.
  public let leasedAt: String
  /// When it ended, UTC, for people; nil while it runs.
  public let endedAt: String?
  /// Why it ended without a result; nil while it runs, or where it ended with one.
  public let cause: FailureCause?
  /// What is known about the failure, and the last lines of the trial's log where they were kept.
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
