/// Reporting ended attempts until the coordinator acknowledges them.
extension WorkerMachine {
  /// Sends the ends that were not sent yet, and repeats those that were not answered.
  mutating func sendUnacknowledged(now: Duration) {
    guard isJoined else { return }
    for index in unacknowledged.indices
    where isPresentable(unacknowledged[index])
      && unacknowledged[index].sentAt.map({ now - $0 >= timing.resendInterval }) ?? true
    {
      unacknowledged[index].sentAt = now
      let attempt = unacknowledged[index].attempt
      switch unacknowledged[index].outcome {
      case .result(let finished, identifier):
        effects.append(.send(.result(finished)))
      case .result(let finished, let earlier):
        effects.append(.send(.inherited(finished, from: earlier)))
      case .ended(let cause, let message):
        effects.append(.send(.ended(attempt, cause: cause, message: message)))
      }
    }
  }

  /// Whether the present coordinator can acknowledge `end`: its journal leased the attempt.
  func isPresentable(_ end: UnacknowledgedEnd) -> Bool { end.attempt.journal == journal && !end.isUnknown }

  /// The coordinator has another journal than before. What runs for the former journal is stopped; finished results
  /// stay in the spool.
  mutating func changeJournal(to journal: JournalIdentifier) {
    var stopped = queue.count
    queue.removeAll { $0.attempt.journal != journal }
    stopped -= queue.count
    for index in slots.indices {
      guard case .running(let attempt, _) = slots[index], attempt.journal != journal else { continue }
      stopped += 1
      slots[index] = .starting
      effects += [.kill(slot: index), .start(slot: index)]
    }
    unacknowledged.removeAll { $0.attempt.journal != journal && !$0.isResult }
    let kept = unacknowledged.filter { $0.attempt.journal != journal }.count
    if stopped + kept > 0 { effects.append(.note(.otherJournal(stopped: stopped, kept: kept))) }
  }

  /// The coordinator does not know the attempt. Its result stays in the spool and is not sent to this coordinator
  /// again.
  mutating func setAside(_ attempt: Attempt) {
    for index in unacknowledged.indices
    where unacknowledged[index].attempt == attempt && !unacknowledged[index].isUnknown {
      unacknowledged[index].isUnknown = true
      effects.append(.note(.unknown(attempt)))
    }
    unacknowledged.removeAll { $0.isUnknown && !$0.isResult }
  }
}
