public import Digests
import Trials

/// An event for the coordinator's log.
public enum CoordinatorNotice: Sendable, Equatable, CustomStringConvertible {
  case workerJoined(WorkerIdentifier, slots: Int, host: String)
  case workerReturned(WorkerIdentifier)
  case workerLeft(WorkerIdentifier)
  case workerLost(WorkerIdentifier, leases: Int)
  /// A worker on the coordinator's own host whose process ended.
  case workerDied(WorkerIdentifier, ending: String, leases: Int)
  case workerRefused(WorkerIdentifier, reason: String)
  case attemptEnded(FailureSnapshot)
  case gaveUp(label: String, message: String)
  /// A result differs from the accepted one, although equal trials must give equal bytes.
  case disagreement(label: String, attempt: Attempt, worker: WorkerIdentifier)
  case duplicate(label: String, attempt: Attempt, worker: WorkerIdentifier)
  case unknownAttempt(Attempt, worker: WorkerIdentifier)
  /// A result came from a worker that never held the attempt.
  case strangersResult(label: String, attempt: Attempt, worker: WorkerIdentifier)
  case rejectedResult(label: String, worker: WorkerIdentifier, RejectedResult)
  /// The host is leased nothing for a while, because its last attempts all failed.
  case hostSetAside(host: String, failures: Int, pause: Duration, message: String)
  case stalled(label: String, worker: WorkerIdentifier, limit: Duration?)
  /// Slots are free, and every worker that has one leaves too soon for the trials that wait.
  case staysTooShort(waiting: Int)
  /// A worker has another build than the coordinator.
  case otherBuild(WorkerIdentifier, build: Digest)

  public enum Severity: Sendable {
    case information, warning, error
  }

  /// How much attention the notice needs.
  public var severity: Severity {
    switch self {
    case .workerJoined, .workerReturned, .workerLeft, .duplicate: .information
    case .workerLost, .workerDied, .workerRefused, .unknownAttempt, .strangersResult, .hostSetAside, .stalled,
      .staysTooShort, .otherBuild:
      .warning
    case .attemptEnded(let failure): failure.cause.isNobodysFailure ? .information : .warning
    case .gaveUp, .disagreement, .rejectedResult: .error
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
    case .workerDied(let worker, let ending, let leases):
      "worker \(worker) \(ending); \(leases) of its trials wait again"
    case .workerRefused(let worker, let reason): "worker \(worker) was refused: \(reason)"
    case .attemptEnded(let failure):
      "attempt \(failure.attempt.number) of \(failure.label) on \(failure.worker) ended (\(failure.cause.words)): "
        + failure.summary
    case .gaveUp(let label, let message): "gave up \(label): \(message.prefix { $0 != "\n" })"
    case .disagreement(let label, let attempt, let worker):
      "attempt \(attempt.number) of \(label) on \(worker) gave other bytes than the accepted result: one of the hosts "
        + "computes wrongly or the trial is not deterministic; compare both with `regnorm trial`"
    case .duplicate(let label, let attempt, let worker):
      "attempt \(attempt.number) of \(label) on \(worker) came late and is kept as evidence only"
    case .unknownAttempt(let attempt, let worker):
      "worker \(worker) speaks of attempt \(attempt.number) of trial \(attempt.trial.short), which this coordinator never "
        + "leased; the worker keeps what it has of it"
    case .strangersResult(let label, let attempt, let worker):
      "worker \(worker) sent a result of attempt \(attempt.number) of \(label), which it never held; the result is not kept"
    case .rejectedResult(let label, let worker, let rejected):
      "the result of \(label) from \(worker) \(rejected.reason)"
    case .hostSetAside(let host, let failures, let pause, let message):
      "host \(host) is leased nothing for \(pause / .seconds(1)) s: \(failures) attempts failed there one after the other, "
        + "the last: \(message)"
    case .stalled(let label, let worker, let limit):
      "\(label) on \(worker) has made no progress for \(CoordinatorConfiguration.stalledAfter / .seconds(1)) s"
        + (limit.map { "; after \($0 / .seconds(1)) s it runs elsewhere" }
          ?? "; with stallSeconds under limits in the sweep file it would run elsewhere after that time")
    case .staysTooShort(let waiting):
      "\(waiting) trials wait, and every worker with a free slot leaves too soon for them: within "
        + "\(CoordinatorConfiguration.checkpointableStay / .seconds(1)) s, and before such a trial would end; give workers more time"
    case .otherBuild(let worker, let build):
      "worker \(worker) runs another build (\(build.description.prefix(12))) than this coordinator: compare `regnorm doctor --bits` of both hosts"
    }
  }
}
