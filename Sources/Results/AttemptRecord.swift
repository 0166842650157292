public import Coordination

/// What the journal holds of one attempt.
public struct AttemptRecord: Sendable, Equatable {
  /// The attempt.
  public let attempt: Attempt
  /// The worker it was leased to.
  public let worker: WorkerIdentifier
  /// When it was leased, UTC, for people.
  public let leasedAt: String
  /// When it ended, UTC, for people; nil while it runs.
  public let endedAt: String?
  /// Why it ended without a result; nil while it runs, or where it ended with one.
  public let cause: FailureCause?
  /// What is known about the failure.
  public let message: String?
}
