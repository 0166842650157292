public import Trials

/// An event for a worker's log.
public enum WorkerNotice: Sendable, Equatable, CustomStringConvertible {
  case joined
  /// Nobody has answered for this long: since the worker's start or, if it was welcome, since the coordinator's last
  /// message.
  case unanswered(for: Duration, wasWelcome: Bool, leavesIn: Duration?)
  case slotDied(Int, message: String)
  case cancelled(Attempt)
  /// The coordinator's journal never leased the attempt. Its result stays in the spool.
  case unknown(Attempt)
  /// The coordinator has another journal than the one that leased the running trials.
  case otherJournal(stopped: Int, kept: Int)
  /// A slot runs the attempt from now on.
  case started(Attempt, TrialSpecification)
  /// The slot's trial resumes from a checkpoint.
  case resumed(Attempt, step: Int)
  /// The attempt has a result.
  case finished(Attempt, seconds: Double)
  /// The attempt ended without a result.
  case failed(Attempt, message: String)

  /// Whether the notice is logged for every trial.
  public var isRoutine: Bool {
    switch self {
    case .started, .resumed, .finished: true
    default: false
    }
  }

  /// Whether the notice needs no attention.
  public var isInformation: Bool { self == .joined || isRoutine }

  /// One sentence.
  public var description: String {
    switch self {
    case .joined: "the coordinator welcomed this worker"
    case .unanswered(let silence, let wasWelcome, let leavesIn):
      (wasWelcome
        ? "the coordinator has been silent for \(silence / .seconds(1)) s; trials go on, results are kept, and the worker goes on trying"
        : "no coordinator has answered for \(silence / .seconds(1)) s; the worker goes on trying. Check the address and port, "
          + "and firewalls between")
        + (leavesIn.map { "; it leaves in \($0 / .seconds(1)) s unless it hears one" } ?? "")
    case .slotDied(let slot, let message): "the process of slot \(slot) \(message); starting another"
    case .unknown(let attempt):
      "the coordinator never leased attempt \(attempt.number) of trial \(attempt.trial.short); its result stays in the spool "
        + "for the journal that did"
    case .otherJournal(let stopped, let kept):
      "the coordinator's results are not those that this worker worked for: \(stopped) running attempts were stopped, "
        + "\(kept) finished results stay in the spool for the coordinator that leased them"
    case .started(let attempt, let specification):
      "trial \(attempt.trial.short), attempt \(attempt.number): started (\(specification.task)"
        + (specification.settings["normalization"].map { " normalization=\($0)" } ?? "")
        + " seed=\(specification.seed))"
    case .resumed(let attempt, let step):
      "trial \(attempt.trial.short), attempt \(attempt.number): goes on from its checkpoint at step \(step)"
    case .finished(let attempt, let seconds):
      "trial \(attempt.trial.short), attempt \(attempt.number): finished after \((seconds * 10).rounded() / 10) s"
    case .failed(let attempt, let message): "trial \(attempt.trial.short), attempt \(attempt.number): \(message)"
    case .cancelled(let attempt):
      "attempt \(attempt.number) of trial \(attempt.trial.short) is not the current one any more and was stopped"
    }
  }
}
