import Trials

/// What the coordinator makes durable before anybody else may rely on it. One transaction holds one or more entries.
public enum JournalEntry: Sendable {
  /// A worker introduced itself.
  case workerJoined(WorkerIdentifier, slots: Int, Provenance)
  /// An attempt was leased to a worker.
  case leased(Attempt, to: WorkerIdentifier)
  /// The attempt's result was accepted: the one result of its trial. `result` is `TrialResult.encoded()`.
  case accepted(Attempt, by: WorkerIdentifier, result: [UInt8], seconds: Double)
  /// A result that came after another was accepted, or from an attempt that is not the current one. It is evidence and
  /// never counted: `agrees` says whether its bytes equal the accepted ones (nil where none is accepted yet).
  case duplicate(Attempt, by: WorkerIdentifier, result: [UInt8], agrees: Bool?)
  /// The attempt ended without a result.
  case ended(Attempt, cause: FailureCause, message: String)
  /// The trial used up a budget of failures and is given up, until the same command is run again.
  case gaveUp(TrialIdentifier, message: String)
}

/// What the journal says of one trial when a coordinator starts.
public struct TrialRecord: Sendable, Equatable {
  /// How far the journal has the trial.
  public enum State: Sendable, Equatable {
    case waiting
    /// Its latest attempt was leased and has not ended.
    case leased(to: WorkerIdentifier)
    case done
    case failed(message: String)
  }

  /// How far the journal has the trial.
  public var state: State
  /// The number of the latest attempt; 0 where there was none.
  public var lastAttempt: Int
  /// Attempts that ended without a result, by cause, since the trial was last given up.
  public var failures: [FailureCause: Int]
  /// SHA-256 of the accepted result's bytes in hexadecimal, where there is one.
  public var resultDigest: String?

  /// A record; by default that of a trial never tried.
  public init(
    state: State = .waiting, lastAttempt: Int = 0, failures: [FailureCause: Int] = [:], resultDigest: String? = nil
  ) {
    self.state = state
    self.lastAttempt = lastAttempt
    self.failures = failures
    self.resultDigest = resultDigest
  }
}
