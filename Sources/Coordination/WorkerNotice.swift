/// Something that a worker's log should tell people.
public enum WorkerNotice: Sendable, Equatable, CustomStringConvertible {
  case joined
  /// Nobody has answered since the worker started, for as long as the silence timeout.
  case unanswered
  case coordinatorSilent
  case slotDied(Int, message: String)
  case cancelled(Attempt)

  /// One sentence.
  public var description: String {
    switch self {
    case .joined: "the coordinator welcomed this worker"
    case .unanswered:
      "no coordinator has answered yet; the worker goes on trying. Check the address and port, and firewalls between"
    case .coordinatorSilent: "the coordinator is silent; trials go on and results are kept while we try to reach it"
    case .slotDied(let slot, let message): "the process of slot \(slot) \(message); starting another"
    case .cancelled(let attempt):
      "attempt \(attempt.number) of trial \(attempt.trial.short) is not the current one any more and was stopped"
    }
  }
}
