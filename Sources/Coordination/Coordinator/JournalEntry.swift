public import Trials

/// A fact that the coordinator makes durable before anybody relies on it.
public enum JournalEntry: Sendable {
  /// A worker introduced itself.
  case workerJoined(WorkerIdentifier, slots: Int, Provenance)
  /// An attempt was leased to a worker.
  case leased(Attempt, to: WorkerIdentifier)
  /// The attempt's result was accepted: the one result of its trial.
  case accepted(VerifiedResult, by: WorkerIdentifier)
  /// A result that came after another was accepted, or from an attempt that is not the current one. The result is
  /// evidence and is never counted. `agrees` says whether its bytes equal the accepted ones; nil if none is accepted
  /// yet.
  case duplicate(VerifiedResult, by: WorkerIdentifier, agrees: Bool?)
  /// The attempt ended without a result. `isCharged` says whether it counts against the trial's budget for the cause. A
  /// lost attempt counts only once a later attempt is leased.
  case ended(Attempt, cause: FailureCause, message: String, isCharged: Bool)
  /// The trial used up a budget of failures and is given up until the same command is run again.
  case gaveUp(TrialIdentifier, message: String)
}
