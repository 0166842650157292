import Digests
import Plans
import Trials

/// The coordinator's ledger: the state of every trial of the plan, and which trial is leased next.
///
/// Invariants: every trial is in exactly one state, so `counts.addUp` always holds. `waiting` holds exactly the waiting
/// trials, in the reverse of the plan's order, so that the next trial is taken from its end.
struct TrialLedger {
  enum State: Equatable {
    /// Nobody runs the trial. `isLost`: the worker with the latest attempt was lost, and may continue it if it comes
    /// back.
    case waiting(isLost: Bool)
    case leased
    case done
    case failed
  }

  /// The relation of an attempt to its trial.
  enum Standing: Equatable {
    /// The attempt is of another journal, of no trial of this plan, or was never leased.
    case unknown
    /// The trial's latest attempt, which `holder` has or had.
    case latest(holder: WorkerIdentifier)
    /// A later attempt was leased. `holder` had this one; nil if unknown.
    case over(holder: WorkerIdentifier?)
  }

  private struct Entry {
    var state: State
    var lastAttempt: Int
    /// The host of the latest attempt.
    var host: String?
    var holders: [Int: WorkerIdentifier]
    var charges: TrialCharges
    var resultDigest: Digest?
    /// The trial's failures by host.
    var failedOn: [String: HostFailures] = [:]
    var lastFailure = ""

    init(_ record: TrialRecord) {
      state =
        switch record.state {
        case .waiting: .waiting(isLost: false)
        case .leased: .leased
        case .done: .done
        case .failed: .failed
        }
      lastAttempt = record.lastAttempt
      host = record.lastHost
      holders = record.holders
      charges = record.charges
      resultDigest = record.resultDigest
    }
  }

  let journal: JournalIdentifier
  let trials: [PlannedTrial]
  private(set) var counts: TrialCounts
  /// The number of waiting trials of each cell.
  private(set) var waitingByCell: [CellIndex: Double] = [:]
  private var entries: [Entry] = []
  private var places: [TrialIdentifier: TrialIndex] = [:]
  private var waiting: [TrialIndex] = []

  /// A ledger of `trials`. Trials that wait or run in `former`, a ledger of the same journal, keep their entries.
  init(
    journal: JournalIdentifier, trials: [PlannedTrial], records: [TrialIdentifier: TrialRecord],
    former: TrialLedger? = nil
  ) {
    self.journal = journal
    self.trials = trials
    counts = TrialCounts(planned: trials.count, waiting: 0, leased: 0, done: 0, failed: 0)
    entries.reserveCapacity(trials.count)
    places.reserveCapacity(trials.count)
    for (number, trial) in trials.enumerated() {
      let entry = former?.openEntry(of: trial.identifier) ?? Entry(records[trial.identifier] ?? TrialRecord())
      entries.append(entry)
      places[trial.identifier] = TrialIndex(number)
      add(1, to: entry.state, cell: trial.cell)
    }
    waiting = trials.indices.reversed().map { TrialIndex($0) }.filter { isWaiting($0) }
  }

  func place(of trial: TrialIdentifier) -> TrialIndex? { places[trial] }

  /// The entry of a trial that waits or runs.
  private func openEntry(of trial: TrialIdentifier) -> Entry? {
    guard let place = places[trial], entries[place.number].state != .done, entries[place.number].state != .failed else {
      return nil
    }
    return entries[place.number]
  }

  /// The cell of the trial that is leased next; nil if none waits.
  var nextCell: CellIndex? { waiting.last.map { trials[$0.number].cell } }

  func state(at place: TrialIndex) -> State { entries[place.number].state }

  func attempt(at place: TrialIndex) -> Attempt {
    Attempt(journal: journal, trial: trials[place.number].identifier, number: entries[place.number].lastAttempt)
  }

  /// The worker that has or had the latest attempt.
  func holder(at place: TrialIndex) -> WorkerIdentifier? {
    entries[place.number].holders[entries[place.number].lastAttempt]
  }

  /// The host of the latest attempt; empty if there was none.
  func host(at place: TrialIndex) -> String { entries[place.number].host ?? "" }

  func resultDigest(at place: TrialIndex) -> Digest? { entries[place.number].resultDigest }

  func standing(of attempt: Attempt) -> Standing {
    guard attempt.journal == journal, let place = places[attempt.trial] else { return .unknown }
    let entry = entries[place.number]
    guard 0 < attempt.number, attempt.number <= entry.lastAttempt else { return .unknown }
    let holder = entry.holders[attempt.number]
    guard attempt.number == entry.lastAttempt, let holder else { return .over(holder: holder) }
    return .latest(holder: holder)
  }

  /// The next waiting trial for a worker of `host`: one that has not failed on the host, else one that has failed on
  /// all `hosts`; nil if there is none.
  ///
  /// Trials come in the plan's order or, with `longestBy`, which gives the expected seconds of a cell's trials, longest
  /// first. With `fits` only trials of the cells for which it holds come.
  func next(
    for host: String, among hosts: @autoclosure () -> Set<String>, longestBy seconds: ((CellIndex) -> Double?)? = nil,
    where fits: ((CellIndex) -> Bool)? = nil
  ) -> TrialIndex? {
    if seconds == nil, fits == nil, let first = waiting.last, entries[first.number].failedOn[host] == nil {
      return first
    }
    var hostsInFleet: Set<String>?
    var best: (place: TrialIndex, seconds: Double)?
    var second: TrialIndex?
    for place in waiting.reversed() where fits?(trials[place.number].cell) ?? true {
      let failedOn = entries[place.number].failedOn
      if failedOn[host] == nil {
        guard let seconds else { return place }
        let expected = seconds(trials[place.number].cell) ?? 0
        if best.map({ expected > $0.seconds }) ?? true { best = (place, expected) }
      } else if second == nil {
        let hosts = hostsInFleet ?? hosts()
        hostsInFleet = hosts
        if hosts.allSatisfy({ failedOn[$0] != nil }) { second = place }
      }
    }
    return best?.place ?? second
  }

  /// Leases the waiting trial at `place` under a new attempt number. A lost former attempt is charged now.
  mutating func lease(_ place: TrialIndex, to worker: WorkerIdentifier, host: String) -> Attempt {
    if entries[place.number].state == .waiting(isLost: true), let last = entries[place.number].host {
      entries[place.number].charges.add(.workerLost, host: last)
    }
    removeFromWaiting(place)
    entries[place.number].lastAttempt += 1
    entries[place.number].holders[entries[place.number].lastAttempt] = worker
    entries[place.number].host = host
    change(place, to: .leased)
    return attempt(at: place)
  }

  /// Whether charging the lost latest attempt would use up the trial's budget for losses.
  func isLostForGood(_ place: TrialIndex, budget: Int?, hostsInFleet: @autoclosure () -> Int) -> Bool {
    guard let budget, entries[place.number].state == .waiting(isLost: true), let host = entries[place.number].host
    else {
      return false
    }
    var charges = entries[place.number].charges
    charges.add(.workerLost, host: host)
    return charges.useUp(budget, for: .workerLost, hostsInFleet: hostsInFleet())
  }

  /// Leases a trial again, under the same number, to the worker that came back with its lost latest attempt.
  mutating func leaseAgain(_ place: TrialIndex) {
    removeFromWaiting(place)
    change(place, to: .leased)
  }

  /// Raises the number of the latest attempt, which must not be leased, to at least `number`.
  mutating func skipAttempts(_ place: TrialIndex, to number: Int) {
    entries[place.number].lastAttempt = max(entries[place.number].lastAttempt, number)
  }

  mutating func accept(_ place: TrialIndex, digest: Digest) {
    if isWaiting(place) { removeFromWaiting(place) }
    entries[place.number].resultDigest = digest
    change(place, to: .done)
  }

  /// Records the end of the latest attempt; the trial waits again.
  mutating func end(_ place: TrialIndex, cause: FailureCause) {
    change(place, to: .waiting(isLost: cause == .workerLost))
    waiting.insert(place, at: waitingPosition(of: place))
  }

  /// Notes that the trial failed on a host with this `reliability`.
  mutating func noteFailure(
    _ place: TrialIndex, cause: FailureCause, on host: String, _ reliability: HostReliability, message: String
  ) {
    entries[place.number].lastFailure = message
    entries[place.number].failedOn[host, default: HostFailures()].note(cause, reliability)
  }

  /// The trial's failures on `host`; nil if there were none.
  func failures(_ place: TrialIndex, on host: String) -> HostFailures? { entries[place.number].failedOn[host] }

  /// The message of the trial's last failure; nil if it never failed.
  func lastFailure(_ place: TrialIndex) -> String? {
    entries[place.number].failedOn.isEmpty ? nil : entries[place.number].lastFailure
  }

  mutating func charge(_ place: TrialIndex, cause: FailureCause, host: String) {
    entries[place.number].charges.add(cause, host: host)
  }

  func charges(at place: TrialIndex) -> TrialCharges { entries[place.number].charges }

  /// Gives up a waiting trial.
  mutating func giveUp(_ place: TrialIndex) {
    removeFromWaiting(place)
    change(place, to: .failed)
  }

  /// The waiting trials in the plan's order.
  var waitingPlaces: [TrialIndex] { waiting.reversed() }

  private func isWaiting(_ place: TrialIndex) -> Bool {
    if case .waiting = entries[place.number].state { true } else { false }
  }

  private mutating func change(_ place: TrialIndex, to state: State) {
    add(-1, to: entries[place.number].state, cell: trials[place.number].cell)
    entries[place.number].state = state
    add(1, to: state, cell: trials[place.number].cell)
  }

  private mutating func add(_ number: Int, to state: State, cell: CellIndex) {
    switch state {
    case .waiting:
      counts.waiting += number
      waitingByCell[cell, default: 0] += Double(number)
    case .leased: counts.leased += number
    case .done: counts.done += number
    case .failed: counts.failed += number
    }
  }

  private mutating func removeFromWaiting(_ place: TrialIndex) {
    let position = waitingPosition(of: place)
    precondition(
      position < waiting.count && waiting[position] == place, "trial \(place.number) is booked as waiting and is not")
    waiting.remove(at: position)
  }

  /// The position of `place` in `waiting`, or the position at which it belongs. `waiting` is in descending order.
  private func waitingPosition(of place: TrialIndex) -> Int {
    var low = 0
    var high = waiting.count
    while low < high {
      let middle = (low + high) / 2
      if waiting[middle] > place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
