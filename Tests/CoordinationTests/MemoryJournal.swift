import Coordination
import Digests
import Plans
import Trials

/// A journal that keeps everything in memory and refuses what no coordinator may ever write.
final class MemoryJournal: Journal {
  struct Violation: Error { let what: String }

  let identifier = toyJournal
  private(set) var all: [TrialIdentifier: TrialRecord] = [:]
  private(set) var accepted: [Attempt: Digest] = [:]
  private(set) var evidence: Set<Attempt> = []
  private(set) var leaseholders: [Attempt: WorkerIdentifier] = [:]
  private(set) var entryCount = 0
  private var superseded: Set<Attempt> = []

  func append(_ entries: [JournalEntry]) throws {
    for entry in entries { try append(entry) }
    entryCount += entries.count
  }

  func extend(to plan: Plan) -> [TrialIdentifier: TrialRecord] { all }

  func records() -> [TrialIdentifier: TrialRecord] { all }

  private func append(_ entry: JournalEntry) throws {
    switch entry {
    case .workerJoined:
      break
    case .leased(let attempt, let worker):
      let record = all[attempt.trial, default: TrialRecord()]
      if record.state == .done { throw Violation(what: "leased a trial that is done") }
      if attempt.number < record.lastAttempt { throw Violation(what: "leased an old attempt") }
      if leaseholders[attempt, default: worker] != worker { throw Violation(what: "one attempt, two workers") }
      leaseholders[attempt] = worker
      all[attempt.trial, default: TrialRecord()].lastAttempt = attempt.number
      all[attempt.trial]?.state = .leased
      all[attempt.trial]?.holders[attempt.number] = worker
      all[attempt.trial]?.lastHost = toyProvenance.host
    case .accepted(let result, _):
      let finished = result.finished
      let attempt = finished.attempt
      guard let record = all[attempt.trial], record.lastAttempt == attempt.number || superseded.contains(attempt) else {
        throw Violation(what: "accepted an attempt that is not the current one")
      }
      if record.state == .done { throw Violation(what: "accepted a second result") }
      if record.state == .leased, record.lastAttempt != attempt.number {
        throw Violation(what: "accepted a copy while another one is leased")
      }
      guard finished.isIntact else { throw Violation(what: "accepted a damaged result") }
      all[attempt.trial]?.state = .done
      all[attempt.trial]?.resultDigest = finished.digest
      accepted[attempt] = finished.digest
    case .duplicate(let result, _, _):
      evidence.insert(result.finished.attempt)
    case .ended(let attempt, let cause, _, let isCharged):
      if cause == .superseded { superseded.insert(attempt) }
      guard all[attempt.trial]?.lastAttempt == attempt.number else { throw Violation(what: "ended an old attempt") }
      if all[attempt.trial]?.state == .done { throw Violation(what: "ended a trial that is done") }
      all[attempt.trial]?.state = .waiting
      if isCharged, cause != .workerLost { all[attempt.trial]?.charges.add(cause, host: toyProvenance.host) }
    case .gaveUp(let trial, let message):
      all[trial]?.state = .failed(message: message)
    }
  }
}
