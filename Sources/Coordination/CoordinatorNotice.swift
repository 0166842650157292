import Trials

/// Something that the coordinator's log should tell people.
public enum CoordinatorNotice: Sendable, Equatable, CustomStringConvertible {
  case workerJoined(WorkerIdentifier, slots: Int, host: String)
  case workerReturned(WorkerIdentifier)
  case workerLeft(WorkerIdentifier)
  case workerLost(WorkerIdentifier, leases: Int)
  case workerRefused(WorkerIdentifier, reason: String)
  case attemptEnded(FailureSnapshot)
  case gaveUp(label: String, message: String)
  /// A result that differs from the accepted one: the promise of equal bits is broken.
  case disagreement(label: String, attempt: Attempt, worker: WorkerIdentifier)
  case duplicate(label: String, attempt: Attempt, worker: WorkerIdentifier)
  case unknownAttempt(Attempt, worker: WorkerIdentifier)
  case unreadableResult(label: String, worker: WorkerIdentifier)

  /// How much attention a notice asks for.
  public enum Severity: Sendable {
    case information, warning, error
  }

  /// How much attention the notice asks for.
  public var severity: Severity {
    switch self {
    case .workerJoined, .workerReturned, .workerLeft, .duplicate: .information
    case .workerLost, .workerRefused, .unknownAttempt: .warning
    case .attemptEnded(let failure): failure.cause == .drained ? .information : .warning
    case .gaveUp, .disagreement, .unreadableResult: .error
    }
  }

  /// One or two sentences.
  public var description: String {
    switch self {
    case .workerJoined(let worker, let slots, let host): "worker \(worker) joined from \(host) with \(slots) slots"
    case .workerReturned(let worker): "worker \(worker) is back"
    case .workerLeft(let worker): "worker \(worker) left"
    case .workerLost(let worker, let leases):
      "worker \(worker) was silent for too long and is taken for lost; \(leases) of its trials wait again"
    case .workerRefused(let worker, let reason): "worker \(worker) was refused: \(reason)"
    case .attemptEnded(let failure):
      "attempt \(failure.attempt.number) of \(failure.label) on \(failure.worker) ended (\(failure.cause.rawValue)): "
        + failure.message
    case .gaveUp(let label, let message): "gave up \(label): \(message)"
    case .disagreement(let label, let attempt, let worker):
      "attempt \(attempt.number) of \(label) on \(worker) gave other bytes than the accepted result: one of the hosts "
        + "computes wrongly or the trial is not deterministic; compare both with `regnorm trial`"
    case .duplicate(let label, let attempt, let worker):
      "attempt \(attempt.number) of \(label) on \(worker) came late and is kept as evidence only"
    case .unknownAttempt(let attempt, let worker):
      "worker \(worker) speaks of attempt \(attempt.number) of trial \(attempt.trial.short), which this coordinator never "
        + "leased; it was told to forget it"
    case .unreadableResult(let label, let worker): "the result of \(label) from \(worker) cannot be read"
    }
  }
}
