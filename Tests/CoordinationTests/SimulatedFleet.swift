import Coordination
import Digests
import Plans
import TestSupport
import Trials

/// A coordinator, workers and the network between them, all under one virtual clock and one seeded generator. The
/// network loses, repeats, delays and so reorders; either side dies and comes back.
struct SimulatedFleet {
  struct Faults {
    var loss = 0.0
    var repetition = 0.0
    /// The longest delay of a message, in milliseconds.
    var delay = 1
    /// Chances of an event, each tick.
    var coordinatorDeath = 0.0
    var workerDeath = 0.0
    var workerDrain = 0.0
    var freeze = 0.0
    /// The chance that an attempt crashes its slot.
    var crash = 0.0
  }

  typealias Kept = (finished: FinishedAttempt, computedBy: WorkerIdentifier)

  struct Violation: Error, CustomStringConvertible { let description: String }

  private enum Event {
    case toCoordinator(Route, WorkerMessage)
    case toWorker(Route, CoordinatorMessage)
    case slotReady(worker: Int, slot: Int, process: Int)
    case slotDone(worker: Int, slot: Int, process: Int)
  }

  private struct Worker {
    var machine: WorkerMachine
    var route: Route
    let identifier: WorkerIdentifier
    var isAlive = true
    var frozenUntil = 0
    /// Raised when a slot's process is replaced, so that what the old one would have reported is dropped.
    var processes: [Int]
    var running: [Int: Attempt] = [:]
    var kept: [Attempt: Kept] = [:]
    /// Results whose acknowledgement has not arrived.
    var delivered: Set<Attempt> = []
  }

  /// Milliseconds between two ticks of both sides.
  private static let tickInterval = 50

  let plan: Plan
  let results: [TrialIdentifier: [UInt8]]
  let slots: Int
  var configuration: CoordinatorConfiguration
  var faults: Faults
  var generator: SeededGenerator
  let journal = MemoryJournal()
  private(set) var now = 0
  private(set) var executions: [TrialIdentifier: Int] = [:]
  var machine: CoordinatorMachine
  private var coordinatorReturns: Int?
  private var workers: [Worker] = []
  private var routeCount = 0
  private var agenda: [Int: [Event]] = [:]

  init(
    plan: Plan, results: [TrialIdentifier: [UInt8]], workers: Int, slots: Int,
    configuration: CoordinatorConfiguration, faults: Faults, seed: UInt64
  ) {
    self.plan = plan
    self.results = results
    self.slots = slots
    self.configuration = configuration
    self.faults = faults
    generator = SeededGenerator(seed: seed)
    machine = CoordinatorMachine(
      plan: plan, journal: journal.identifier, records: [:], configuration: configuration, now: .zero)
    for _ in 0..<workers { addWorker(kept: [:]) }
  }

  var isComplete: Bool { coordinatorReturns == nil && machine.isComplete }

  /// Goes to the next moment at which something happens, lets it happen and checks every invariant.
  mutating func step() throws {
    repeat { now += 1 } while agenda[now] == nil && !now.isMultiple(of: Self.tickInterval)
    for event in agenda.removeValue(forKey: now) ?? [] {
      try handle(event)
      try checkInvariants()
    }
    guard now.isMultiple(of: Self.tickInterval) else { return }
    try strike()
    try tick()
    try checkInvariants()
  }

  private var time: Duration { .milliseconds(now) }

  private mutating func tick() throws {
    if coordinatorReturns == nil {
      machine.tick(now: time)
      try settleCoordinator()
    }
    for index in workers.indices where workers[index].isAlive && workers[index].frozenUntil <= now {
      workers[index].machine.tick(now: time)
      try settle(index)
    }
  }

  private mutating func strike() throws {
    if let returns = coordinatorReturns, returns <= now {
      coordinatorReturns = nil
      machine = CoordinatorMachine(
        plan: plan, journal: journal.identifier, records: journal.records(), configuration: configuration, now: time)
      for index in workers.indices { workers[index].route = newRoute() }
    }
    if coordinatorReturns == nil, generator.chance(faults.coordinatorDeath) {
      coordinatorReturns = now + Int.random(in: 1...3_000, using: &generator)
    }
    for index in workers.indices where workers[index].isAlive {
      if generator.chance(faults.workerDeath) {
        workers[index].isAlive = false
        addWorker(kept: generator.chance(0.5) ? workers[index].kept : [:])
      } else if generator.chance(faults.workerDrain) {
        workers[index].machine.drain(now: time)
        try settle(index)
      } else if generator.chance(faults.freeze) {
        workers[index].frozenUntil = now + Int.random(in: 1...3_000, using: &generator)
      }
    }
  }

  private mutating func handle(_ event: Event) throws {
    switch event {
    case .toCoordinator(let route, let message):
      guard coordinatorReturns == nil else { return }
      machine.receive(message, from: route, now: time)
      try settleCoordinator()
    case .toWorker(let route, let message):
      guard let index = workers.firstIndex(where: { $0.route == route }), workers[index].isAlive else { return }
      if postpone(event, for: index) { return }
      if case .acknowledged(let attempt) = message, workers[index].delivered.remove(attempt) != nil {
        guard journal.accepted[attempt] != nil || journal.evidence.contains(attempt) else {
          throw Violation(description: "the acknowledged result of \(attempt) is lost")
        }
      }
      workers[index].machine.receive(message, now: time)
      try settle(index)
    case .slotReady(let index, let slot, let process):
      guard workers[index].isAlive, workers[index].processes[slot] == process else { return }
      if postpone(event, for: index) { return }
      workers[index].machine.slotReady(slot, now: time)
      try settle(index)
    case .slotDone(let index, let slot, let process):
      guard workers[index].isAlive, workers[index].processes[slot] == process else { return }
      if postpone(event, for: index) { return }
      guard let attempt = workers[index].running.removeValue(forKey: slot) else { return }
      if generator.chance(faults.crash) {
        workers[index].processes[slot] += 1
        workers[index].machine.slotDied(slot, message: "crashed", now: time)
      } else {
        executions[attempt.trial, default: 0] += 1
        let result = results[attempt.trial] ?? []
        workers[index].machine.slotReported(
          slot, attempt, .finished(result: result, digest: SHA256.hash(result), seconds: 0.05), now: time)
      }
      try settle(index)
    }
  }

  /// What arrives while a process is stopped waits in its socket or pipe.
  private mutating func postpone(_ event: Event, for worker: Int) -> Bool {
    guard workers[worker].frozenUntil > now else { return false }
    agenda[workers[worker].frozenUntil, default: []].append(event)
    return true
  }

  private mutating func settleCoordinator() throws {
    let effects = machine.takeEffects(now: time)
    // A kill may come before the transaction, or between it and the messages.
    let death = faults.coordinatorDeath > 0 ? Double.random(in: 0..<1, using: &generator) : 1
    if death < faults.coordinatorDeath / 10 { return kill() }
    try journal.append(effects.entries)
    if death < faults.coordinatorDeath / 5 { return kill() }
    for (route, message) in effects.messages { transmit(.toWorker(route, message)) }
  }

  private mutating func kill() {
    coordinatorReturns = now + Int.random(in: 1...3_000, using: &generator)
  }

  private mutating func settle(_ index: Int) throws {
    for effect in workers[index].machine.takeEffects() {
      switch effect {
      case .send(let message):
        if case .result(let finished) = message { workers[index].delivered.insert(finished.attempt) }
        transmit(.toCoordinator(workers[index].route, message))
      case .run(let slot, let attempt, _):
        workers[index].running[slot] = attempt
        let isLong = generator.chance(0.2)
        let done = now + Int.random(in: isLong ? 500...2_500 : 5...200, using: &generator)
        agenda[done, default: []].append(
          .slotDone(worker: index, slot: slot, process: workers[index].processes[slot]))
      case .kill(let slot):
        workers[index].processes[slot] += 1
        workers[index].running[slot] = nil
      case .start(let slot):
        workers[index].processes[slot] += 1
        agenda[now + 3, default: []].append(
          .slotReady(worker: index, slot: slot, process: workers[index].processes[slot]))
      case .keep(let finished):
        workers[index].kept[finished.attempt] = (finished, workers[index].identifier)
      case .discard(let attempt): workers[index].kept[attempt] = nil
      case .note, .tryNextAddress: break
      case .leave(.refused(let reason)): throw Violation(description: "an honest worker was refused: \(reason)")
      case .leave(.slotsFail): throw Violation(description: "a worker's slots did not start")
      case .leave:
        workers[index].isAlive = false
        if !machine.isComplete { addWorker(kept: workers[index].kept) }
        return
      }
    }
  }

  private mutating func transmit(_ event: Event) {
    if generator.chance(faults.loss) { return }
    for _ in 0...(generator.chance(faults.repetition) ? 1 : 0) {
      agenda[now + Int.random(in: 1...faults.delay, using: &generator), default: []].append(event)
    }
  }

  private mutating func addWorker(kept: [Attempt: Kept]) {
    let identifier = WorkerIdentifier("worker-\(workers.count)")!
    let inherited = kept.sorted { ($0.key.trial, $0.key.number) < ($1.key.trial, $1.key.number) }
    let machine = WorkerMachine(
      identifier: identifier, slots: slots, provenance: toyProvenance,
      kept: inherited.map(\.value), now: time)
    var worker = Worker(
      machine: machine, route: newRoute(), identifier: identifier, processes: Array(repeating: 0, count: slots))
    worker.kept = kept
    workers.append(worker)
  }

  private mutating func newRoute() -> Route {
    routeCount += 1
    return Route(Array(String(routeCount).utf8))
  }

  private func checkInvariants() throws {
    guard coordinatorReturns == nil else { return }
    guard machine.counts.addUp else { throw Violation(description: "\(machine.counts) does not add up at \(now)") }
    for (worker, leases) in machine.leaseCounts where leases > slots + 1 {
      throw Violation(description: "\(worker) has \(leases) leases for \(slots) slots at \(now)")
    }
  }
}
