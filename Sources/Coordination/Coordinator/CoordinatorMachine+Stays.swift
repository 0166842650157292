import Plans

/// Workers that know their own end.
extension CoordinatorMachine {
  /// Whether a trial of `cell` that begins now can end, or reach a checkpoint, before the worker leaves.
  func fits(_ cell: CellIndex, on member: FleetMember, now: Duration) -> Bool {
    guard let rest = shortStay(of: member, now: now) else { return true }
    guard let usual = durations.expectedSeconds(cell: cell) else { return false }
    return .seconds(usual / durations.speed(of: member.host) * CoordinatorConfiguration.stayMargin) < rest
  }

  /// The cells with waiting trials that fit on the worker; nil if the worker stays long enough for all of them.
  func cellsThatFit(_ member: FleetMember, now: Duration) -> Set<CellIndex>? {
    guard shortStay(of: member, now: now) != nil else { return nil }
    return Set(ledger.waitingByCell.filter { $0.value > 0 && fits($0.key, on: member, now: now) }.keys)
  }

  /// The rest of a stay in which a trial need not reach a checkpoint; nil if the worker stays longer.
  func shortStay(of member: FleetMember, now: Duration) -> Duration? {
    guard let rest = member.leavesAt.map({ $0 - now }), rest < CoordinatorConfiguration.checkpointableStay else {
      return nil
    }
    return rest
  }

  /// Whether trials wait and slots are free, and every worker with a free slot leaves too soon for every waiting trial.
  func waitsForLongerStays(now: Duration) -> Bool {
    guard isServing, counts.waiting > 0, !withFreeSlot.isEmpty else { return false }
    return withFreeSlot.compactMap { members[$0] }.allSatisfy { cellsThatFit($0, now: now)?.isEmpty == true }
  }

  /// Says once that trials wait for workers that stay longer.
  mutating func noteShortStays(now: Duration) {
    let waits = waitsForLongerStays(now: now)
    if waits, !hasToldOfShortStays { effects.notices.append(.staysTooShort(waiting: counts.waiting)) }
    hasToldOfShortStays = waits
  }
}
