import Trials

/// What a worker says to its coordinator: a closed set. Every message may be lost, repeated or late; none does harm then.
public enum WorkerMessage: Sendable, Equatable {
  /// Introduces the worker: the first message, and the answer to `CoordinatorMessage.reregister`.
  case hello(WorkerIntroduction)
  /// A sign of life with the whole state of the worker: every attempt that it holds.
  case heartbeat([HeldAttempt])
  /// The attempt finished. `result` is `TrialResult.encoded()`, `seconds` the time its slot spent on it.
  case result(Attempt, result: [UInt8], seconds: Double)
  /// The attempt ended without a result.
  case ended(Attempt, cause: FailureCause, message: String)
  /// The worker leaves and holds nothing any more.
  case goodbye
}

/// What a worker says of itself when it joins.
public struct WorkerIntroduction: Sendable, Equatable {
  /// The worker.
  public var identifier: WorkerIdentifier
  /// How many trials it can run at once; 0 while it drains.
  public var slots: Int
  /// Where and by what build it computes.
  public var provenance: Provenance
  /// Every attempt that it holds.
  public var holding: [HeldAttempt]

  /// An introduction.
  public init(identifier: WorkerIdentifier, slots: Int, provenance: Provenance, holding: [HeldAttempt]) {
    self.identifier = identifier
    self.slots = slots
    self.provenance = provenance
    self.holding = holding
  }
}

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
