import Digests
import Trials

/// Leases and slots.
extension WorkerMachine {
  /// The slot's process waits for a trial.
  public mutating func slotReady(_ slot: Int, now: Duration) {
    failedStarts = 0
    slots[slot] = .idle
    fillSlots()
  }

  /// The slot's process says what became of `attempt`. A process that runs another attempt than the slot's is replaced.
  public mutating func slotReported(_ slot: Int, _ attempt: Attempt, _ event: SlotEvent, now: Duration) {
    guard case .running(let ordered, _) = slots[slot] else { return }
    guard attempt == ordered else { return replace(slot, running: attempt, insteadOf: ordered, now: now) }
    switch event {
    case .progressed(let progress): slots[slot] = .running(attempt, progress)
    case .resumed(let step): effects.append(.note(.resumed(attempt, step: step)))
    case .finished(let result, let digest, let seconds):
      let finished = FinishedAttempt(attempt: attempt, result: result, digest: digest, seconds: seconds)
      effects += [.keep(finished), .note(.finished(attempt, seconds: seconds))]
      conclude(attempt, .result(finished, computedBy: identifier), now: now)
    case .failed(let message):
      effects.append(.note(.failed(attempt, message: message)))
      conclude(attempt, .ended(.failed, message: message), now: now)
    // The worker gives back every trial, uncharged, and leaves.
    case .unfit(let message): return depart(.unfit(message: message), now: now)
    }
    guard event.isEnd else { return }
    slots[slot] = .idle
    fillSlots()
  }

  private mutating func replace(_ slot: Int, running other: Attempt, insteadOf ordered: Attempt, now: Duration) {
    let message = "ran attempt \(other.number) of trial \(other.trial.short), which is not its order, and was ended"
    conclude(ordered, .ended(.crashed, message: "the process of slot \(slot) \(message)"), now: now)
    slots[slot] = .starting
    effects += [.note(.slotDied(slot, message: message)), .kill(slot: slot), .start(slot: slot)]
  }

  /// The slot's process ended by itself. `message` names the exit status or signal, and `log` has the last lines that
  /// the process wrote.
  public mutating func slotDied(
    _ slot: Int, cause: FailureCause = .crashed, message: String, log: String = "", now: Duration
  ) {
    switch slots[slot] {
    case .running(let attempt, _):
      conclude(attempt, .ended(cause, message: log.isEmpty ? message : "\(message)\n\(log)"), now: now)
      slots[slot] = .starting
      effects += [.note(.slotDied(slot, message: message)), .start(slot: slot)]
    case .starting, .idle:
      failedStarts += 1
      if failedStarts >= Self.startLimit {
        giveBackEverything(now: now)
        leave(.slotsFail(message: message))
      } else {
        slots[slot] = .waiting(until: now + .milliseconds(100) * (1 << failedStarts))
        effects.append(.note(.slotDied(slot, message: message)))
      }
    case .waiting:
      break
    }
  }

  mutating func take(_ attempt: Attempt, _ specification: TrialSpecification, now: Duration) {
    if holding.contains(where: { $0.attempt == attempt }) { return }
    let latest = concluded[JournaledTrial(of: attempt), default: 0]
    if attempt.number <= latest { return effects.append(.send(.declined(attempt, concluded: latest))) }
    guard isWorking else {
      return conclude(attempt, .ended(causeOfReturn, message: "the worker is leaving"), now: now)
    }
    queue.append((attempt, specification))
    fillSlots()
  }

  mutating func cancel(_ attempt: Attempt) {
    noteConcluded(attempt)
    queue.removeAll { $0.attempt == attempt }
    for index in slots.indices {
      guard case .running(attempt, _) = slots[index] else { continue }
      slots[index] = .starting
      effects += [.note(.cancelled(attempt)), .kill(slot: index), .start(slot: index)]
    }
  }

  mutating func giveBackEverything(now: Duration) {
    var message = "the worker is leaving"
    if case .leaving(_, .unfit(let reason), _) = life { message += ", because its host cannot run it: \(reason)" }
    let cause = causeOfReturn
    for lease in queue { conclude(lease.attempt, .ended(cause, message: message), now: now) }
    queue = []
    for index in slots.indices {
      if case .running(let attempt, _) = slots[index] {
        conclude(attempt, .ended(cause, message: message), now: now)
      }
      slots[index] = .waiting(until: .seconds(Int64.max))
      effects.append(.kill(slot: index))
    }
  }

  /// The cause for which a leaving worker gives its attempts back.
  private var causeOfReturn: FailureCause {
    if case .leaving(_, .preempted, _) = life { .preempted } else { .drained }
  }

  private mutating func conclude(_ attempt: Attempt, _ outcome: UnacknowledgedEnd.Outcome, now: Duration) {
    noteConcluded(attempt)
    unacknowledged.append(UnacknowledgedEnd(attempt: attempt, outcome: outcome))
    sendUnacknowledged(now: now)
  }

  private mutating func noteConcluded(_ attempt: Attempt) {
    let trial = JournaledTrial(of: attempt)
    concluded[trial] = max(attempt.number, concluded[trial, default: 0])
  }

  private mutating func fillSlots() {
    for index in slots.indices where slots[index] == .idle && !queue.isEmpty {
      let lease = queue.removeFirst()
      slots[index] = .running(lease.attempt, nil)
      effects += [
        .run(slot: index, lease.attempt, lease.specification), .note(.started(lease.attempt, lease.specification)),
      ]
    }
  }
}
