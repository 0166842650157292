import Coordination
import Digests
import Trials

/// A journal that keeps everything in memory and refuses what no coordinator may ever write.
final class MemoryJournal: Journal {
  struct Violation: Error { let what: String }

  private(set) var all: [TrialIdentifier: TrialRecord] = [:]
  private(set) var accepted: [Attempt: String] = [:]
  private(set) var evidence: Set<Attempt> = []
  private(set) var leaseholders: [Attempt: WorkerIdentifier] = [:]
  private(set) var entryCount = 0

  func append(_ entries: [JournalEntry]) throws {
    for entry in entries { try append(entry) }
    entryCount += entries.count
  }

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
      all[attempt.trial]?.state = .leased(to: worker)
    case .accepted(let attempt, _, let result, _):
      guard let record = all[attempt.trial], record.lastAttempt == attempt.number else {
        throw Violation(what: "accepted an attempt that is not the current one")
      }
      if record.state == .done { throw Violation(what: "accepted a second result") }
      let digest = SHA256.hash(result).description
      all[attempt.trial]?.state = .done
      all[attempt.trial]?.resultDigest = digest
      accepted[attempt] = digest
    case .duplicate(let attempt, _, _, _):
      evidence.insert(attempt)
    case .ended(let attempt, let cause, _):
      guard all[attempt.trial]?.lastAttempt == attempt.number else { throw Violation(what: "ended an old attempt") }
      if all[attempt.trial]?.state == .done { throw Violation(what: "ended a trial that is done") }
      all[attempt.trial]?.state = .waiting
      all[attempt.trial]?.failures[cause, default: 0] += 1
    case .gaveUp(let trial, let message):
      all[trial]?.state = .failed(message: message)
    }
  }
}
