public import Trials

/// What the coordinator makes durable before anybody else may rely on it. One transaction holds one or more entries.
public enum JournalEntry: Sendable {
  /// A worker introduced itself.
  case workerJoined(WorkerIdentifier, slots: Int, Provenance)
  /// An attempt was leased to a worker.
  case leased(Attempt, to: WorkerIdentifier)
  /// The attempt's result was accepted: the one result of its trial.
  case accepted(VerifiedResult, by: WorkerIdentifier)
  /// A result that came after another was accepted, or from an attempt that is not the current one. It is evidence and
  /// never counted: `agrees` says whether its bytes equal the accepted ones (nil where none is accepted yet).
  case duplicate(VerifiedResult, by: WorkerIdentifier, agrees: Bool?)
  /// The attempt ended without a result. `isCharged`: it counts against the trial's budget for the cause. A lost attempt
  /// counts only once a later one is leased.
  case ended(Attempt, cause: FailureCause, message: String, isCharged: Bool)
  /// The trial used up a budget of failures and is given up, until the same command is run again.
  case gaveUp(TrialIdentifier, message: String)
}
