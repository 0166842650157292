/// The end of an attempt that the coordinator has not acknowledged yet.
struct UnacknowledgedEnd {
  /// How the attempt ended.
  enum Outcome: Equatable {
    case result(FinishedAttempt, computedBy: WorkerIdentifier)
    case ended(FailureCause, message: String)
  }

  let attempt: Attempt
  let outcome: Outcome
  /// When the coordinator was told last; nil where it was not.
  var sentAt: Duration?
  /// Whether the coordinator said that its journal never leased the attempt.
  var isUnknown = false

  var isResult: Bool { if case .result = outcome { true } else { false } }
}
