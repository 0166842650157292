import Plans
import Trials

/// Leasing trials, and taking back leases that lead nowhere.
extension CoordinatorMachine {
  /// When at most this many trials per slot wait, the longest is leased first, so that no long trial starts last.
  private static let lastRounds = 2

  /// Leases waiting trials, one per worker in turn: first to free slots, then one ahead where trials are short. Trials
  /// are leased in the plan's order; near the end the longest is leased first.
  mutating func grant(now: Duration) {
    // Leasing changes neither who is there nor on which hosts trials fail.
    let soundHosts = soundHosts
    let isNearEnd = counts.waiting <= Self.lastRounds * members.values.reduce(0) { $0 + $1.slots }
    var hasLeased = true
    while hasLeased, counts.waiting > 0, !withFreeSlot.isEmpty {
      hasLeased = false
      for worker in withFreeSlot.sorted()
      where leaseNext(to: worker, isNearEnd: isNearEnd, among: soundHosts, now: now) {
        hasLeased = true
      }
    }
    hasLeased = true
    while hasLeased, !withRoomAhead.isEmpty, leasesAhead {
      hasLeased = false
      for worker in withRoomAhead.sorted()
      where leaseNext(to: worker, isNearEnd: false, among: soundHosts, now: now) {
        hasLeased = true
      }
    }
  }

  /// Leases one trial to the worker. Returns whether there was one.
  private mutating func leaseNext(
    to worker: WorkerIdentifier, isNearEnd: Bool, among soundHosts: Set<String>, now: Duration
  ) -> Bool {
    guard let member = members[worker], let route = member.route, hosts[member.host]?.mayTake(now: now) ?? true else {
      return false
    }
    let durations = durations
    let seconds: ((CellIndex) -> Double?)? = isNearEnd ? { durations.measuredSeconds(cell: $0) } : nil
    let cells = cellsThatFit(member, now: now)
    guard cells?.isEmpty != true else { return false }
    let isFit = cells.map { cells in { cells.contains($0) } }
    while let place = ledger.next(for: member.host, among: soundHosts, longestBy: seconds, where: isFit) {
      let budget = plan.limits.budget(for: .workerLost)
      if ledger.isLostForGood(place, budget: budget, hostsInFleet: soundHosts.count) {
        giveUp(place, message: "its worker was lost \(budget ?? 0) times")
        continue
      }
      let attempt = ledger.lease(place, to: worker, host: member.host)
      members[worker]?.leases[place] = Lease(now: now)
      hosts[member.host]?.noteLease()
      noteRoom(of: worker)
      effects.entries.append(.leased(attempt, to: worker))
      send(.lease(attempt, plan[place].specification), to: route)
      return true
    }
    return false
  }

  /// The hosts with connected workers that have slots.
  var presentHosts: Set<String> { Set(members.values.filter { $0.route != nil && $0.slots > 0 }.map(\.host)) }

  /// The present hosts with fewer than two failures in a row.
  var soundHosts: Set<String> { presentHosts.filter { hosts[$0]?.streak ?? 0 < 2 } }

  func hasRoom(_ worker: WorkerIdentifier, ahead: Int) -> Bool {
    guard let member = members[worker], member.route != nil, member.slots > 0 else { return false }
    return member.leases.count + member.superseded.count < member.slots + ahead
  }

  /// Must be called whenever a worker's slots, leases or route changed.
  mutating func noteRoom(of worker: WorkerIdentifier) {
    withFreeSlot.remove(worker)
    withRoomAhead.remove(worker)
    if hasRoom(worker, ahead: 0) {
      withFreeSlot.insert(worker)
    } else if hasRoom(worker, ahead: 1) {
      withRoomAhead.insert(worker)
    }
  }

  /// Whether trials are so short that slots would wait for the next one, and so many that no free slot is deprived of
  /// one.
  private var leasesAhead: Bool {
    guard let seconds = ledger.nextCell.flatMap(durations.expectedSeconds(cell:)) else { return false }
    return .seconds(seconds) < CoordinatorConfiguration.prefetchBelow
      && counts.waiting > members.values.reduce(0) { $0 + $1.slots }
  }

  /// Compares the attempts that a worker holds with the ledger. Cancels attempts that are not current, takes back
  /// attempts that were thought lost, and repeats leases that never arrived.
  mutating func reconcile(_ holding: [HeldAttempt], of worker: WorkerIdentifier, now: Duration) {
    guard let route = members[worker]?.route else { return }
    var presented: Set<TrialIndex> = []
    noteCopies(holding, of: worker)
    for held in holding {
      // An attempt of another journal is not this coordinator's to cancel.
      guard held.attempt.journal == ledger.journal else { continue }
      let place = ledger.place(of: held.attempt.trial)
      if let place, ledger.standing(of: held.attempt) == .latest(holder: worker) {
        if ledger.state(at: place) == .leased {
          presented.insert(place)
          note(held.stage, of: place, worker: worker, now: now)
          continue
        }
        if ledger.state(at: place) == .waiting(isLost: true), held.stage != .ended, hasRoom(worker, ahead: 1) {
          presented.insert(place)
          ledger.leaseAgain(place)
          members[worker]?.leases[place] = Lease(now: now)
          noteRoom(of: worker)
          effects.entries.append(.leased(held.attempt, to: worker))
          continue
        }
      }
      // The worker reports an attempt that has ended in a message of its own, and is answered then.
      if held.stage != .ended, !isRacing(held.attempt, of: worker) { send(.cancel(held.attempt), to: route) }
    }
    resendLeases(of: worker, besides: presented, now: now)
  }

  private mutating func note(_ stage: HeldAttempt.Stage, of place: TrialIndex, worker: WorkerIdentifier, now: Duration)
  {
    members[worker]?.leases[place]?.deliveries = 0
    members[worker]?.leases[place]?.isQueued = stage == .queued
    guard case .running(let progress) = stage, progress?.step != members[worker]?.leases[place]?.progress?.step else {
      return
    }
    members[worker]?.leases[place]?.note(progress, now: now)
  }

  private mutating func resendLeases(of worker: WorkerIdentifier, besides presented: Set<TrialIndex>, now: Duration) {
    guard let member = members[worker], let route = member.route else { return }
    for (place, lease) in member.leases.sorted(by: { $0.key < $1.key })
    where !presented.contains(place) && now - lease.sentAt >= configuration.timing.resendInterval {
      if lease.deliveries >= CoordinatorConfiguration.deliveryLimit {
        end(
          place, cause: .undelivered,
          message: "the worker was sent the lease \(lease.deliveries) times and did not take it",
          worker: worker, now: now)
        continue
      }
      members[worker]?.leases[place]?.sentAt = now
      members[worker]?.leases[place]?.deliveries += 1
      send(.lease(ledger.attempt(at: place), plan[place].specification), to: route)
    }
  }

  /// Logs trials that make no progress, and ends trials without progress for the stall timeout. Of the time in which a worker is
  /// silent nobody knows whether its trials make progress: its leases end with the lease timeout.
  mutating func checkProgress(now: Duration) {
    for member in members.values.sorted(by: { $0.identifier < $1.identifier }) {
      guard let route = member.route else { continue }
      let heardAt = member.leasesEnd - configuration.timing.leaseTimeout
      for (place, lease) in member.leases.sorted(by: { $0.key < $1.key }) where !lease.isQueued {
        let pause = heardAt - lease.progressedAt
        if let limit = plan.limits.stallTimeout, pause >= limit {
          send(.cancel(ledger.attempt(at: place)), to: route)
          end(
            place, cause: .stalled, message: "no progress for \(Int(pause / .seconds(1))) s", worker: member.identifier,
            now: now)
        } else if !lease.isStalled, pause >= CoordinatorConfiguration.stalledAfter {
          members[member.identifier]?.leases[place]?.isStalled = true
          effects.notices.append(
            .stalled(label: label(place), worker: member.identifier, limit: plan.limits.stallTimeout))
        }
      }
    }
  }

  /// Takes back leases that wait behind another trial, if a worker is idle and no trial waits.
  mutating func reclaimQueuedLeases(now: Duration) {
    guard isServing, counts.waiting == 0 else { return }
    var idle = withFreeSlot.compactMap { members[$0] }.count { member in
      shortStay(of: member, now: now) == nil && hosts[member.host]?.mayTake(now: now) ?? true
    }
    guard idle > 0 else { return }
    for member in members.values.sorted(by: { $0.identifier < $1.identifier }) {
      for (place, lease) in member.leases.sorted(by: { $0.key < $1.key })
      where idle > 0 && lease.isQueued && now - lease.leasedAt >= CoordinatorConfiguration.reclaimAfter {
        idle -= 1
        if let route = member.route { send(.cancel(ledger.attempt(at: place)), to: route) }
        end(place, cause: .reclaimed, message: "another worker was idle", worker: member.identifier, now: now)
      }
    }
  }
}
