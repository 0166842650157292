import Digests
import Plans
import Trials

/// The coordinator's books: the state of every trial of the plan, and which trial is to be leased next.
///
/// Invariants: every trial is in exactly one state, so `counts.addUp` always holds. `waiting` holds the places of exactly
/// the waiting trials, the last of the plan first, so that taking the next trial costs nothing.
struct TrialLedger {
  enum State: Equatable {
    /// Nobody runs the trial. `isLost`: the latest attempt was lost with its worker, and goes on if that worker comes back.
    case waiting(isLost: Bool)
    case leased
    case done
    case failed
  }

  /// How an attempt that somebody speaks of stands to its trial.
  enum Standing: Equatable {
    /// Another journal's, no trial of this plan, or an attempt that was never leased.
    case unknown
    /// The trial's latest attempt, which `holder` has or had.
    case latest(holder: WorkerIdentifier)
    /// A later attempt was leased. `holder` had this one, as far as is known.
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
    /// What failed on which host.
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
  /// How many trials of each cell wait, by the cell's place.
  private(set) var waitingByCell: [CellIndex: Double] = [:]
  private var entries: [Entry] = []
  private var places: [TrialIdentifier: TrialIndex] = [:]
  private var waiting: [TrialIndex] = []

  /// Books of `trials`. What waits or runs in the `former` books of the same journal is taken over as it stands there.
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

  /// What is known of a trial that waits or runs.
  private func openEntry(of trial: TrialIdentifier) -> Entry? {
    guard let place = places[trial], entries[place.number].state != .done, entries[place.number].state != .failed else {
      return nil
    }
    return entries[place.number]
  }

  /// The cell of the trial that is first in line; nil where none waits.
  var nextCell: CellIndex? { waiting.last.map { trials[$0.number].cell } }

  func state(at place: TrialIndex) -> State { entries[place.number].state }

  func attempt(at place: TrialIndex) -> Attempt {
    Attempt(journal: journal, trial: trials[place.number].identifier, number: entries[place.number].lastAttempt)
  }

  /// Who has or had the latest attempt.
  func holder(at place: TrialIndex) -> WorkerIdentifier? {
    entries[place.number].holders[entries[place.number].lastAttempt]
  }

  /// The host of the latest attempt; empty where there was none.
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

  /// The next waiting trial for a worker of `host`, in the plan's order: a trial that has not failed on the host, else one
  /// that has failed on all `hosts`; nil where no trial is left.
  ///
  /// `longestBy`: the expected seconds of a cell's trials; the longest trial comes first then.
  func next(
    for host: String, among hosts: @autoclosure () -> Set<String>, longestBy seconds: ((CellIndex) -> Double?)? = nil
  ) -> TrialIndex? {
    if seconds == nil, let first = waiting.last, entries[first.number].failedOn[host] == nil { return first }
    var hostsInFleet: Set<String>?
    var best: (place: TrialIndex, seconds: Double)?
    var second: TrialIndex?
    for place in waiting.reversed() {
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

  /// Leases the waiting trial at `place` under a new attempt number. A lost attempt is charged from now on.
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

  /// Whether the loss of the latest attempt, were it charged, would use up the trial's budget for losses.
  func isLostForGood(_ place: TrialIndex, budget: Int?, hostsInFleet: @autoclosure () -> Int) -> Bool {
    guard let budget, entries[place.number].state == .waiting(isLost: true), let host = entries[place.number].host
    else {
      return false
    }
    var charges = entries[place.number].charges
    charges.add(.workerLost, host: host)
    return charges.useUp(budget, for: .workerLost, hostsInFleet: hostsInFleet())
  }

  /// Leases a trial whose latest attempt was lost to the worker that came back with it, under the same number.
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

  /// Books the end of the latest attempt; the trial waits again.
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

  /// How the trial failed on `host`; nil where it never did.
  func failures(_ place: TrialIndex, on host: String) -> HostFailures? { entries[place.number].failedOn[host] }

  /// What is known of the trial's last failure; nil where it never failed.
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

  /// The places of the waiting trials, in the plan's order.
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

  /// Where `place` is, or belongs, in `waiting`, which falls.
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
