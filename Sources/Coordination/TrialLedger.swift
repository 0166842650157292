import Sweeps
import Trials

/// The coordinator's books: the state of every trial of the plan, and which trial is to be leased next.
///
/// Invariant: every trial is in exactly one state, so `counts.addUp` always holds; `waiting` holds exactly the places of
/// the waiting trials, the last in the plan's order first, so that taking the next one costs nothing.
struct TrialLedger {
  enum State: Equatable {
    /// Nobody runs it. `lostBy`: the worker that its latest attempt was lost with, and counts again if it comes back.
    case waiting(lostBy: WorkerIdentifier?)
    case leased(to: WorkerIdentifier)
    case done
    case failed
  }

  /// How an attempt that somebody speaks of stands to its trial.
  enum Standing: Equatable {
    /// No trial of this plan, or an attempt that was never leased.
    case unknown
    case leased(to: WorkerIdentifier)
    /// It was lost with this worker, and no later attempt was leased.
    case lost(by: WorkerIdentifier)
    /// It ended, or a later attempt was leased.
    case over
    /// It is the accepted one.
    case accepted
  }

  private struct Entry {
    var state: State
    var lastAttempt: Int
    var failures: [FailureCause: Int]
    var resultDigest: String?
  }

  let trials: [PlannedTrial]
  private(set) var counts: TrialCounts
  /// How many trials of each cell wait, by the cell's index.
  private(set) var waitingByCell: [Int: Double] = [:]
  private var entries: [Entry] = []
  private var places: [TrialIdentifier: Int] = [:]
  private var waiting: [Int] = []

  init(trials: [PlannedTrial], records: [TrialIdentifier: TrialRecord]) {
    self.trials = trials
    counts = TrialCounts(planned: trials.count, waiting: 0, leased: 0, done: 0, failed: 0)
    entries.reserveCapacity(trials.count)
    places.reserveCapacity(trials.count)
    for (place, trial) in trials.enumerated() {
      let record = records[trial.identifier] ?? TrialRecord()
      let state: State =
        switch record.state {
        case .waiting: .waiting(lostBy: nil)
        case .leased(let worker): .leased(to: worker)
        case .done: .done
        case .failed: .failed
        }
      entries.append(
        Entry(
          state: state, lastAttempt: record.lastAttempt, failures: record.failures, resultDigest: record.resultDigest))
      places[trial.identifier] = place
      add(1, to: state, cell: trial.cell)
    }
    waiting = trials.indices.reversed().filter { isWaiting($0) }
  }

  func place(of trial: TrialIdentifier) -> Int? { places[trial] }

  /// The cell of the trial that is leased next; nil where none waits.
  var nextCell: Int? { waiting.last.map { trials[$0].cell } }

  func state(at place: Int) -> State { entries[place].state }

  func attempt(at place: Int) -> Attempt {
    Attempt(trial: trials[place].identifier, number: entries[place].lastAttempt)
  }

  func resultDigest(at place: Int) -> String? { entries[place].resultDigest }

  func standing(of attempt: Attempt) -> Standing {
    guard let place = places[attempt.trial], 0 < attempt.number, attempt.number <= entries[place].lastAttempt
    else { return .unknown }
    guard attempt.number == entries[place].lastAttempt else { return .over }
    return switch entries[place].state {
    case .leased(let worker): .leased(to: worker)
    case .waiting(lostBy: let worker?): .lost(by: worker)
    case .waiting(lostBy: nil), .failed: .over
    case .done: .accepted
    }
  }

  /// Leases the next waiting trial in the plan's order under a new attempt number; nil where none waits.
  mutating func leaseNext(to worker: WorkerIdentifier) -> (place: Int, attempt: Attempt)? {
    guard let place = waiting.popLast() else { return nil }
    entries[place].lastAttempt += 1
    change(place, to: .leased(to: worker))
    return (place, attempt(at: place))
  }

  /// Leases a trial whose latest attempt was lost to the worker that came back with it, under the same number.
  mutating func leaseAgain(_ place: Int, to worker: WorkerIdentifier) {
    removeFromWaiting(place)
    change(place, to: .leased(to: worker))
  }

  mutating func accept(_ place: Int, resultDigest: String) {
    if isWaiting(place) { removeFromWaiting(place) }
    entries[place].resultDigest = resultDigest
    change(place, to: .done)
  }

  /// Books the end of the latest attempt, which `worker` had; answers whether the trial used up its budget for `cause` and
  /// is given up.
  mutating func end(_ place: Int, cause: FailureCause, by worker: WorkerIdentifier, budget: Int?) -> Bool {
    entries[place].failures[cause, default: 0] += 1
    if let budget, entries[place].failures[cause, default: 0] >= budget {
      change(place, to: .failed)
      return true
    }
    change(place, to: .waiting(lostBy: cause == .workerLost ? worker : nil))
    waiting.insert(place, at: waitingPosition(of: place))
    return false
  }

  private func isWaiting(_ place: Int) -> Bool {
    if case .waiting = entries[place].state { true } else { false }
  }

  private mutating func change(_ place: Int, to state: State) {
    add(-1, to: entries[place].state, cell: trials[place].cell)
    entries[place].state = state
    add(1, to: state, cell: trials[place].cell)
  }

  private mutating func add(_ number: Int, to state: State, cell: Int) {
    switch state {
    case .waiting:
      counts.waiting += number
      waitingByCell[cell, default: 0] += Double(number)
    case .leased: counts.leased += number
    case .done: counts.done += number
    case .failed: counts.failed += number
    }
  }

  private mutating func removeFromWaiting(_ place: Int) {
    let position = waitingPosition(of: place)
    precondition(
      position < waiting.count && waiting[position] == place, "trial \(place) is booked as waiting and is not")
    waiting.remove(at: position)
  }

  /// Where `place` is, or belongs, in `waiting`, which falls.
  private func waitingPosition(of place: Int) -> Int {
    var low = 0
    var high = waiting.count
    while low < high {
      let middle = (low + high) / 2
      if waiting[middle] > place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
