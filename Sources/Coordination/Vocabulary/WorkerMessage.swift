/// What a worker says to its coordinator: a closed set. Every message may be lost, repeated or late; none does harm then.
public enum WorkerMessage: Sendable, Equatable {
  /// Introduces the worker: the first message, and the answer to `CoordinatorMessage.reregister`.
  case hello(WorkerIntroduction)
  /// A sign of life with the whole state of the worker: every attempt that it holds.
  case heartbeat([HeldAttempt])
  /// The attempt finished on this worker.
  case result(FinishedAttempt)
  /// The attempt finished on an earlier worker of this host, which is gone and whose spool this worker took over.
  case inherited(FinishedAttempt, from: WorkerIdentifier)
  /// The attempt ended without a result.
  case ended(Attempt, cause: FailureCause, message: String)
  /// The worker does not run the attempt that it was leased, because it already concluded the trial's attempt `concluded`:
  /// the coordinator's journal is older than what the worker remembers.
  case declined(Attempt, concluded: Int)
  /// The worker leaves and holds nothing any more.
  case goodbye
}
