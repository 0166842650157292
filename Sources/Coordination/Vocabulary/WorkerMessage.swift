/// What a worker tells its coordinator. Every message may be lost, repeated or late without harm.
public enum WorkerMessage: Sendable, Equatable {
  /// Introduces the worker: its first message, and its answer to `CoordinatorMessage.reregister`.
  case hello(WorkerIntroduction)
  /// A sign of life with every attempt that the worker holds.
  case heartbeat([HeldAttempt])
  /// The attempt finished on this worker.
  case result(FinishedAttempt)
  /// The attempt finished on an earlier worker of this host, which has ended. This worker took over its spool.
  case inherited(FinishedAttempt, from: WorkerIdentifier)
  /// The attempt ended without a result.
  case ended(Attempt, cause: FailureCause, message: String)
  /// The worker does not run the leased attempt, because it has already concluded the trial's attempt `concluded`. The
  /// coordinator's journal was restored from an older state.
  case declined(Attempt, concluded: Int)
  /// The worker leaves and holds no attempts.
  case goodbye
}
