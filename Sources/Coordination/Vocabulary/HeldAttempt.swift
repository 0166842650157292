public import Trials

/// An attempt in the hands of a worker.
public struct HeldAttempt: Sendable, Equatable {
  /// How far a worker is with an attempt.
  public enum Stage: Sendable, Equatable {
    /// No slot has taken it yet.
    case queued
    /// A slot trains the attempt; nil before the slot's first report.
    case running(TrialProgress?)
    /// The attempt has ended, with or without a result, and the coordinator has not acknowledged the end.
    case ended
  }

  public var attempt: Attempt
  public var stage: Stage

  public init(_ attempt: Attempt, _ stage: Stage) {
    self.attempt = attempt
    self.stage = stage
  }
}
