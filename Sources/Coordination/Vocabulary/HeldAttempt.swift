public import Trials

/// An attempt in the hands of a worker.
public struct HeldAttempt: Sendable, Equatable {
  /// How far a worker is with an attempt.
  public enum Stage: Sendable, Equatable {
    /// No slot has taken it yet.
    case queued
    /// A slot trains it; nil before the slot's first report.
    case running(TrialProgress?)
    /// It has ended, with or without a result, and the coordinator has not acknowledged that yet.
    case ended
  }

  /// The attempt.
  public var attempt: Attempt
  /// How far the worker is with it.
  public var stage: Stage

  /// A held attempt.
  public init(_ attempt: Attempt, _ stage: Stage) {
    self.attempt = attempt
    self.stage = stage
  }
}
