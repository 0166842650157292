/// The end of an attempt that the coordinator has not acknowledged yet.
struct UnacknowledgedEnd {
  enum Outcome: Equatable {
    case result(FinishedAttempt, computedBy: WorkerIdentifier)
    case ended(FailureCause, message: String)
  }

  let attempt: Attempt
  let outcome: Outcome
  /// When the end was last sent; nil if it was not.
  var sentAt: Duration?
  /// Whether the coordinator answered that its journal never leased the attempt.
  var isUnknown = false

  var isResult: Bool { if case .result = outcome { true } else { false } }
}
