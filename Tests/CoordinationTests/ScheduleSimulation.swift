import Coordination
import Digests
import Plans
import Trials

/// A coordinator and workers of different speed on a perfect network, under a virtual clock: what a schedule is worth.
struct ScheduleSimulation {
  struct Worker {
    let name: String
    let host: String
    let slots: Int
    /// Seconds of work that a slot does a second.
    var speed: Double
  }

  private struct Run {
    let attempt: Attempt
    let begin: Double
    let seconds: Double
  }

  let plan: Plan
  private let workers: [Worker]
  /// The seconds that a trial takes at speed 1.
  private let work: (PlannedTrial) -> Double
  private(set) var machine: CoordinatorMachine
  private(set) var journal = MemoryJournal()
  private(set) var now = 0.0
  /// The trials in the order in which they began.
  private(set) var begun: [TrialIdentifier] = []
  private var runs: [Int: [Run]] = [:]
  private var places: [TrialIdentifier: PlannedTrial] = [:]

  init(_ plan: Plan, workers: [Worker], work: @escaping (PlannedTrial) -> Double) {
    self.plan = plan
    self.workers = workers
    self.work = work
    machine = toyMachine(plan)
    for trial in plan.trials { places[trial.identifier] = trial }
    for (index, worker) in workers.enumerated() {
      machine.receive(toyHello(worker.name, host: worker.host, slots: worker.slots), from: route(index), now: .zero)
    }
  }

  /// Goes on until the sweep is complete, or until `end` seconds.
  mutating func run(until end: Double = .infinity, step: Double = 0.1) throws {
    try settle()
    while !machine.isComplete, now < end {
      now += step
      for index in workers.indices { try advance(index) }
      machine.tick(now: time)
      try settle()
    }
  }

  private var time: Duration { .seconds(now) }

  private func route(_ index: Int) -> Route { Route([UInt8(index)]) }

  private mutating func advance(_ index: Int) throws {
    for run in runs[index] ?? [] where run.begin + run.seconds <= now {
      runs[index]?.removeAll { $0.attempt == run.attempt }
      machine.receive(
        .result(FinishedAttempt(run.attempt, try toyResult(of: run.attempt.trial), seconds: run.seconds)),
        from: route(index), now: time)
    }
    let holding = (runs[index] ?? []).map { run in
      let share = max(0, min(1, (now - run.begin) / run.seconds))
      return HeldAttempt(run.attempt, .running(TrialProgress(step: Int(share * 1_000), totalSteps: 1_000)))
    }
    machine.receive(.heartbeat(holding), from: route(index), now: time)
  }

  private mutating func settle() throws {
    let effects = machine.takeEffects(now: time)
    try journal.append(effects.entries)
    for (route, message) in effects.messages {
      let index = Int(route.bytes[0])
      switch message {
      case .lease(let attempt, _): begin(attempt, on: index)
      case .cancel(let attempt): runs[index]?.removeAll { $0.attempt == attempt }
      default: break
      }
    }
  }

  /// A lease that is sent ahead begins when its slot is free; a lease that is sent again begins once.
  private mutating func begin(_ attempt: Attempt, on index: Int) {
    guard let trial = places[attempt.trial], runs[index]?.contains(where: { $0.attempt == attempt }) != true else {
      return
    }
    begun.append(attempt.trial)
    let ends = (runs[index] ?? []).map { $0.begin + $0.seconds }.sorted()
    let isBusy = ends.count >= workers[index].slots
    let begin = isBusy ? max(now, ends[ends.count - workers[index].slots]) : now
    runs[index, default: []].append(Run(attempt: attempt, begin: begin, seconds: work(trial) / workers[index].speed))
  }
}
