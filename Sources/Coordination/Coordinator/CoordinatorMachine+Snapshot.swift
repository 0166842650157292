import Plans
import Trials

extension CoordinatorMachine {
  /// The fleet at this moment.
  public func snapshot(now: Duration) -> FleetSnapshot {
    var remaining = ledger.waitingByCell
    var slots: [String: Int] = [:]
    var durations = durations
    var hasStalled = false
    var workers: [WorkerSnapshot] = []
    for member in members.values.sorted(by: { $0.identifier < $1.identifier }) {
      var running: [RunningTrial] = []
      for (place, lease) in member.leases {
        remaining[plan[place].cell, default: 0] += 1 - (lease.share ?? 0)
        if let seconds = lease.projectedSeconds { durations.project(cell: plan[place].cell, seconds: seconds) }
        if lease.isStalled { hasStalled = true }
        running.append(
          RunningTrial(
            attempt: ledger.attempt(at: place), label: label(place), progress: lease.progress,
            stalledSeconds: lease.isStalled ? (now - lease.progressedAt) / .seconds(1) : nil))
      }
      guard member.route != nil else { continue }
      slots[member.host, default: 0] += member.slots
      for attempt in member.superseded {
        guard let place = ledger.place(of: attempt.trial) else { continue }
        running.append(RunningTrial(attempt: attempt, label: label(place)))
      }
      workers.append(
        WorkerSnapshot(
          identifier: member.identifier, host: member.host, slots: member.slots,
          running: running.sorted { ($0.label, $0.attempt.trial) < ($1.label, $1.attempt.trial) },
          setAside: hosts[member.host].flatMap { $0.streak > 1 ? $0.lastMessage : nil },
          silentSeconds: silence(of: member, now: now),
          secondsToStay: member.leavesAt.map { max(0, ($0 - now) / .seconds(1)) }))
    }
    var snapshot = FleetSnapshot(
      sweep: plan.name, counts: counts, workers: workers, trialsPerSecond: rate.perSecond(now: now),
      // The end of a stalled trial cannot be estimated.
      secondsRemaining: hasStalled ? nil : durations.secondsRemaining(remaining, slots: slots),
      secondsElapsed: now / .seconds(1), findings: means.findings(of: plan), lastFailures: lastFailures)
    snapshot.waitsForLongerStays = waitsForLongerStays(now: now)
    return snapshot
  }

  /// The seconds since the last message of `member`; nil where it has not left out three heartbeats.
  private func silence(of member: FleetMember, now: Duration) -> Double? {
    let timing = configuration.timing
    let silence = timing.leaseTimeout - (member.leasesEnd - now)
    return silence > timing.heartbeatInterval * 3 ? (silence / .seconds(1)).rounded() : nil
  }
}
