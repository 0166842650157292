import Plans
import Trials

/// Second copies of stragglers. When no trial waits and a worker is idle, a trial that would end much sooner on that
/// worker is leased a second time. The first copy runs on, and the first result of either is accepted.
extension CoordinatorMachine {
  /// A trial is copied if it would otherwise end later by this factor.
  private static let worthwhileRatio = 2.0
  /// A trial with fewer seconds left is not copied.
  private static let shortestRest = 5.0

  /// The time between two searches for stragglers, because there may be many idle workers.
  private static let interval = Duration.seconds(1)

  /// A trial that may be copied.
  private struct Straggler {
    let place: TrialIndex
    let holder: WorkerIdentifier
    let host: String
    /// The seconds until the trial ends where it runs.
    let rest: Double
    /// The seconds that the trial takes on a host of average speed.
    let usual: Double
  }

  /// Leases second copies to idle workers.
  mutating func copyStragglers(now: Duration) {
    guard isServing, counts.waiting == 0, counts.leased > 0, !withFreeSlot.isEmpty,
      lastCopies.map({ now - $0 >= Self.interval }) ?? true
    else { return }
    lastCopies = now
    var stragglers = self.stragglers
    for worker in withFreeSlot.sorted() where !stragglers.isEmpty {
      guard let member = members[worker], let route = member.route, hosts[member.host]?.mayTake(now: now) ?? true else {
        continue
      }
      let speed = durations.speed(of: member.host)
      let choice = stragglers.firstIndex { straggler in
        straggler.host != member.host && straggler.rest > straggler.usual / speed * Self.worthwhileRatio
          && fits(plan[straggler.place].cell, on: member, now: now)
      }
      guard let choice else { continue }
      copy(stragglers.remove(at: choice), to: member, at: route, now: now)
    }
  }

  /// The running trials that may be copied, the one with the most time left first. Trials with a copy are left out.
  private var stragglers: [Straggler] {
    let copied = Set(members.values.flatMap { $0.superseded.map(\.trial) })
    var stragglers: [Straggler] = []
    for holder in members.values where holder.route != nil {
      for (place, lease) in holder.leases where !lease.isQueued && !copied.contains(plan[place].identifier) {
        guard let projected = lease.projectedSeconds, let share = lease.share,
          let usual = durations.measuredSeconds(cell: plan[place].cell)
        else { continue }
        let rest = projected * (1 - share)
        guard rest >= Self.shortestRest else { continue }
        stragglers.append(
          Straggler(place: place, holder: holder.identifier, host: holder.host, rest: rest, usual: usual))
      }
    }
    return stragglers.sorted { ($1.rest, $0.place) < ($0.rest, $1.place) }
  }

  private mutating func copy(_ straggler: Straggler, to member: FleetMember, at route: Route, now: Duration) {
    let place = straggler.place
    let former = ledger.attempt(at: place)
    end(
      place, cause: .superseded, message: "a second copy was leased to \(member.identifier)", worker: straggler.holder,
      now: now)
    members[straggler.holder]?.superseded.insert(former)
    let attempt = ledger.lease(place, to: member.identifier, host: member.host)
    members[member.identifier]?.leases[place] = Lease(now: now)
    for worker in [member.identifier, straggler.holder] { noteRoom(of: worker) }
    effects.entries.append(.leased(attempt, to: member.identifier))
    send(.lease(attempt, plan[place].specification), to: route)
  }

  /// Whether `worker` may run on with `attempt`, although a later copy was leased, because the trial has no result yet.
  func isRacing(_ attempt: Attempt, of worker: WorkerIdentifier) -> Bool {
    members[worker]?.superseded.contains(attempt) == true
  }

  /// Forgets the copies that `worker` no longer holds.
  mutating func noteCopies(_ holding: [HeldAttempt], of worker: WorkerIdentifier) {
    guard let copies = members[worker]?.superseded, !copies.isEmpty else { return }
    members[worker]?.superseded = copies.intersection(holding.map(\.attempt))
    noteRoom(of: worker)
  }

  /// Forgets a copy that has ended.
  mutating func endCopy(_ attempt: Attempt, of worker: WorkerIdentifier) {
    guard members[worker]?.superseded.remove(attempt) != nil else { return }
    noteRoom(of: worker)
  }

  /// Cancels every other copy of a trial that has its result.
  mutating func endCopies(of trial: TrialIdentifier) {
    // A trial of one attempt has no copies. Most trials are such, and looking at every worker takes time.
    guard let place = ledger.place(of: trial), ledger.attempt(at: place).number > 1 else { return }
    for worker in members.keys.sorted() {
      for attempt in members[worker]?.superseded.filter({ $0.trial == trial }) ?? [] {
        members[worker]?.superseded.remove(attempt)
        noteRoom(of: worker)
        if let route = members[worker]?.route { send(.cancel(attempt), to: route) }
      }
    }
  }
}
