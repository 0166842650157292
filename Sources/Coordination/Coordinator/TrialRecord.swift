public import Digests
public import Trials

/// What the journal says of one trial when a coordinator starts.
public struct TrialRecord: Sendable, Equatable {
  /// How far the journal has the trial.
  public enum State: Sendable, Equatable {
    case waiting
    /// Its latest attempt was leased and has not ended.
    case leased
    case done
    case failed(message: String)
  }

  /// How far the journal has the trial.
  public var state: State
  /// The number of the latest attempt; 0 where there was none.
  public var lastAttempt: Int
  /// Who had which attempt, by its number.
  public var holders: [Int: WorkerIdentifier]
  /// The host of the latest attempt's worker; nil where there was no attempt.
  public var lastHost: String?
  /// What counts against the trial's budgets since it was last given up.
  public var charges: TrialCharges
  /// SHA-256 of the accepted result's bytes, where there is one.
  public var resultDigest: Digest?
  /// The seconds that the accepted attempt took, where there is a result.
  public var seconds: Double?
  /// The outcome of the accepted result, where there is one.
  public var outcome: TrialOutcome?

  /// A record; by default that of a trial never tried.
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
