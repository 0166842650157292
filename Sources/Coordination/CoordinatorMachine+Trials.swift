import Digests
import Trials

/// Leasing trials and taking what comes of them.
extension CoordinatorMachine {
  /// Leases waiting trials, in the plan's order, one a worker in turn: free slots first, then one ahead where that pays.
  mutating func grant(now: Duration) {
    while counts.waiting > 0, !withFreeSlot.isEmpty {
      for worker in withFreeSlot.sorted() { leaseNext(to: worker, now: now) }
    }
    while !withRoomAhead.isEmpty, leasesAhead {
      for worker in withRoomAhead.sorted() { leaseNext(to: worker, now: now) }
    }
  }

  private mutating func leaseNext(to worker: WorkerIdentifier, now: Duration) {
    guard let route = members[worker]?.route, let lease = ledger.leaseNext(to: worker) else { return }
    members[worker]?.leases[lease.place] = Lease(sentAt: now)
    noteRoom(of: worker)
    effects.entries.append(.leased(lease.attempt, to: worker))
    send(.lease(lease.attempt, plan.trials[lease.place].specification), to: route)
  }

  func hasRoom(_ worker: WorkerIdentifier, ahead: Int) -> Bool {
    guard let member = members[worker], member.route != nil, member.slots > 0 else { return false }
    return member.leases.count < member.slots + ahead
  }

  /// To be called whenever a worker's slots, leases or route changed.
  mutating func noteRoom(of worker: WorkerIdentifier) {
    withFreeSlot.remove(worker)
    withRoomAhead.remove(worker)
    if hasRoom(worker, ahead: 0) {
      withFreeSlot.insert(worker)
    } else if hasRoom(worker, ahead: 1) {
      withRoomAhead.insert(worker)
    }
  }

  /// Whether trials are so short that slots would wait for the next one, and so many that nobody is deprived of one.
  private var leasesAhead: Bool {
    guard let seconds = ledger.nextCell.flatMap(durations.expectedSeconds(cell:)) else { return false }
    return .seconds(seconds) < CoordinatorConfiguration.prefetchBelow
      && counts.waiting > members.values.reduce(0) { $0 + $1.slots }
  }

  mutating func take(
    _ result: [UInt8], of attempt: Attempt, from worker: WorkerIdentifier, seconds: Double, now: Duration
  ) {
    let standing = ledger.standing(of: attempt)
    guard standing != .unknown, let place = ledger.place(of: attempt.trial) else {
      effects.notices.append(.unknownAttempt(attempt, worker: worker))
      return
    }
    let digest = SHA256.hash(result).description
    switch standing {
    case .leased(let holder):
      guard isReadable(result) else {
        effects.notices.append(.unreadableResult(label: label(place), worker: worker))
        return end(place, cause: .failed, message: "its result could not be read", worker: holder)
      }
      members[holder]?.leases[place] = nil
      noteRoom(of: holder)
      accept(result, digest: digest, of: attempt, at: place, from: worker, seconds: seconds, now: now)
    case .lost where isReadable(result):
      accept(result, digest: digest, of: attempt, at: place, from: worker, seconds: seconds, now: now)
    case .accepted where digest == ledger.resultDigest(at: place):
      break  // The acknowledgement got lost; it is sent again.
    case .lost, .accepted, .over, .unknown:
      keepAsEvidence(result, digest: digest, of: attempt, at: place, from: worker)
    }
  }

  private mutating func accept(
    _ result: [UInt8], digest: String, of attempt: Attempt, at place: Int, from worker: WorkerIdentifier,
    seconds: Double, now: Duration
  ) {
    ledger.accept(place, resultDigest: digest)
    durations.add(cell: plan.trials[place].cell, seconds: seconds)
    rate.note(now)
    effects.entries.append(.accepted(attempt, by: worker, result: result, seconds: seconds))
  }

  private mutating func keepAsEvidence(
    _ result: [UInt8], digest: String, of attempt: Attempt, at place: Int, from worker: WorkerIdentifier
  ) {
    let agrees = ledger.resultDigest(at: place).map { $0 == digest }
    effects.entries.append(.duplicate(attempt, by: worker, result: result, agrees: agrees))
    if agrees == false {
      disagreements += 1
      effects.notices.append(.disagreement(label: label(place), attempt: attempt, worker: worker))
    } else {
      effects.notices.append(.duplicate(label: label(place), attempt: attempt, worker: worker))
    }
  }

  /// The results' database reads what it is given: bytes that cannot be read must not get that far.
  private func isReadable(_ result: [UInt8]) -> Bool {
    guard let result = try? TrialResult(encoded: result) else { return false }
    // The database would cut a name there and take two metrics for one.
    return !result.metrics.keys.contains { $0.utf8.contains(0) }
  }

  /// Books the end of the current attempt of the trial at `place`.
  mutating func end(_ place: Int, cause: FailureCause, message: String, worker: WorkerIdentifier) {
    let attempt = ledger.attempt(at: place)
    members[worker]?.leases[place] = nil
    noteRoom(of: worker)
    let gaveUp = ledger.end(place, cause: cause, by: worker, budget: configuration.budgets[cause])
    effects.entries.append(.ended(attempt, cause: cause, message: message))
    let failure = FailureSnapshot(
      attempt: attempt, label: label(place), worker: worker, cause: cause, message: message)
    effects.notices.append(.attemptEnded(failure))
    if cause != .drained { lastFailures = Array(([failure] + lastFailures).prefix(5)) }
    guard gaveUp else { return }
    effects.entries.append(.gaveUp(attempt.trial, message: message))
    effects.notices.append(.gaveUp(label: label(place), message: message))
  }
}
