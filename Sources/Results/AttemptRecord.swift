public import Coordination

/// The journal's record of one attempt.
public struct AttemptRecord: Sendable, Equatable {
  /// The attempt.
  public let attempt: Attempt
  /// The worker that the attempt was leased to.
  public let worker: WorkerIdentifier
  /// The time of the lease, UTC, for people.
  public let leasedAt: String
  /// The time of the end, UTC, for people; nil while the attempt runs.
  public let endedAt: String?
  /// The cause of an end without a result; nil while the attempt runs and after an end with a result.
  public let cause: FailureCause?
  /// The message about the failure.
  public let message: String?
}
