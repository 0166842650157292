public import Digests
public import Trials

/// The journal's record of one trial when a coordinator starts.
public struct TrialRecord: Sendable, Equatable {
  /// The state of the trial in the journal.
  public enum State: Sendable, Equatable {
    case waiting
    /// The latest attempt was leased and has not ended.
    case leased
    case done
    case failed(message: String)
  }

  public var state: State
  /// The number of the latest attempt; 0 if there was none.
  public var lastAttempt: Int
  /// The worker of each attempt, by the attempt's number.
  public var holders: [Int: WorkerIdentifier]
  /// The host of the latest attempt's worker; nil if there was no attempt.
  public var lastHost: String?
  /// The charges against the trial's budgets since it was last given up.
  public var charges: TrialCharges
  /// SHA-256 of the accepted result's bytes; nil without a result.
  public var resultDigest: Digest?
  /// The seconds that the accepted attempt took; nil without a result.
  public var seconds: Double?
  /// The outcome of the accepted result, where there is one.
  public var outcome: TrialOutcome?

  /// By default the record of a trial that was never tried.
  public init(
    state: State = .waiting, lastAttempt: Int = 0, holders: [Int: WorkerIdentifier] = [:], lastHost: String? = nil,
    charges: TrialCharges = TrialCharges(), resultDigest: Digest? = nil, seconds: Double? = nil,
    outcome: TrialOutcome? = nil
  ) {
    self.state = state
    self.lastAttempt = lastAttempt
    self.holders = holders
    self.lastHost = lastHost
    self.charges = charges
    self.resultDigest = resultDigest
    self.seconds = seconds
    self.outcome = outcome
  }
}
