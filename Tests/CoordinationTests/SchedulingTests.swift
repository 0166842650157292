import Plans
import Testing
import Trials

@testable import Coordination

/// In which order trials run, and when the sweep ends.
@Suite struct SchedulingTests {
  private typealias Worker = ScheduleSimulation.Worker

  @Test func everyCellHasItsFirstSeedBeforeAnyCellHasItsSecond() throws {
    let plan = toyPlan(cells: 7, seeds: 3)
    var simulation = ScheduleSimulation(plan, workers: [Worker(name: "a", host: "a", slots: 2, speed: 1)]) { _ in 2 }
    try simulation.run()
    let cells = Dictionary(uniqueKeysWithValues: plan.trials.map { ($0.identifier, $0.cell) })
    let first = simulation.begun.prefix(7).compactMap { cells[$0] }
    #expect(Set(first).count == 7)
  }

  /// One cell takes ten times as long as the others; the last to begin decides the end.
  @Test func nearTheEndTheLongestTrialComesFirst() throws {
    let plan = toyPlan(cells: 4, seeds: 6)
    let workers = [Worker(name: "a", host: "a", slots: 3, speed: 1)]
    var simulation = ScheduleSimulation(plan, workers: workers) { $0.cell == CellIndex(3) ? 30 : 3 }
    try simulation.run()
    let cells = Dictionary(uniqueKeysWithValues: plan.trials.map { ($0.identifier, $0.cell) })
    let last = simulation.begun.suffix(3).compactMap { cells[$0] }
    #expect(!last.contains(CellIndex(3)), "in the plan's order the last trial of all is a long one")
    // 234 seconds of work on three slots are 78 seconds. In the plan's order the last long one begins at about 75.
    #expect(simulation.now < 90)
  }

  @Test func aStragglerOnASlowHostGetsASecondCopyWhereThatEndsTheSweepSoonerAndItsResultCountsOnce() throws {
    let plan = toyPlan(cells: 1, seeds: 6)
    let workers = [
      Worker(name: "fast", host: "fast", slots: 2, speed: 1), Worker(name: "slow", host: "slow", slots: 1, speed: 0.02),
    ]
    var simulation = ScheduleSimulation(plan, workers: workers) { _ in 10 }
    try simulation.run()
    // The slow host alone would need 500 seconds for its one trial; the five others end after 30.
    #expect(simulation.now < 60)
    #expect(simulation.journal.accepted.count == 6)
    #expect(simulation.begun.count == 7)
    #expect(simulation.machine.counts.done == 6)
  }

  @Test func theFirstCopyThatFinishesIsAcceptedAlsoWhereItIsTheEarlierAndTheOtherIsStopped() throws {
    let plan = toyPlan(cells: 1, seeds: 3)
    // As it would be on a host whose pace recovers: the copy is leased, and then the first one finishes.
    let (slow, fast) = (Route([1]), Route([2]))
    func attempt(_ place: Int, _ number: Int = 1) -> Attempt {
      Attempt(journal: toyJournal, trial: plan.trials[place].identifier, number: number)
    }
    let journal = MemoryJournal()
    var machine = toyMachine(plan)
    machine.receive(toyHello("a-slow", host: "slow"), from: slow, now: .zero)
    machine.receive(toyHello("fast", host: "fast", slots: 2), from: fast, now: .zero)
    try journal.append(machine.takeEffects(now: .zero).entries)
    for place in [1, 2] {
      let result = FinishedAttempt(attempt(place), try toyResult(of: attempt(place).trial), seconds: 10)
      machine.receive(.result(result), from: fast, now: .seconds(10))
    }
    for second in [5, 10, 15] {
      let progress = TrialProgress(step: second, totalSteps: 1_000)
      machine.receive(.heartbeat([HeldAttempt(attempt(0), .running(progress))]), from: slow, now: .seconds(second))
    }
    machine.tick(now: .seconds(15))
    let copied = machine.takeEffects(now: .seconds(15))
    try journal.append(copied.entries)
    #expect(copied.leased(to: fast) == [attempt(0, 2)])
    #expect(!copied.messages(to: slow).contains(.cancel(attempt(0))), "the first copy runs on")
    machine.receive(
      .heartbeat([HeldAttempt(attempt(0), .running(TrialProgress(step: 900, totalSteps: 1_000)))]), from: slow,
      now: .seconds(16))
    #expect(machine.takeEffects(now: .seconds(16)).messages(to: slow) == [.heartbeat])
    let result = FinishedAttempt(attempt(0), try toyResult(of: attempt(0).trial), seconds: 17)
    machine.receive(.result(result), from: slow, now: .seconds(17))
    let end = machine.takeEffects(now: .seconds(17))
    try journal.append(end.entries)
    #expect(end.messages(to: slow) == [.acknowledged(attempt(0))])
    #expect(end.messages(to: fast) == [.cancel(attempt(0, 2))])
    #expect(machine.counts.done == 3)
    #expect(journal.accepted[attempt(0)] != nil)
  }

  @Test func aTrialThatEndsSoonOrRunsAsFastAsElsewhereIsNotCopied() throws {
    let plan = toyPlan(cells: 1, seeds: 5)
    let workers = [
      Worker(name: "a", host: "a", slots: 2, speed: 1), Worker(name: "b", host: "b", slots: 2, speed: 0.8),
    ]
    var simulation = ScheduleSimulation(plan, workers: workers) { _ in 20 }
    try simulation.run()
    #expect(simulation.begun.count == 5)
  }

  @Test func tenThousandTrialsOfOneSecondOnSixteenSlotsTakeAtMostFivePerCentMoreThanTheIdeal() throws {
    let plan = toyPlan(cells: 100, seeds: 100)
    let workers = (0..<4).map { Worker(name: "w\($0)", host: "h\($0)", slots: 4, speed: 1) }
    var simulation = ScheduleSimulation(plan, workers: workers) { _ in 1 }
    try simulation.run()
    #expect(simulation.machine.counts.done == 10_000)
    #expect(simulation.now <= 625 * 1.05)
  }

  @Test func theTimeThatIsLeftIsKnownFromProgressBeforeTheFirstTrialHasEnded() throws {
    let plan = toyPlan(cells: 2, seeds: 10)
    let workers = [Worker(name: "a", host: "a", slots: 2, speed: 1)]
    var simulation = ScheduleSimulation(plan, workers: workers) { _ in 100 }
    #expect(simulation.machine.snapshot(now: .zero).secondsRemaining == nil)
    try simulation.run(until: 20)
    let left = try #require(simulation.machine.snapshot(now: .seconds(20)).secondsRemaining)
    #expect(abs(left - 980) < 20, "20 trials of 100 s on two slots, 20 s of which are over")
  }

  @Test func theTimeThatIsLeftOnHostsOfDifferentSpeedFollowsTheirSpeed() throws {
    let plan = toyPlan(cells: 2, seeds: 40)
    let workers = [
      Worker(name: "a", host: "a", slots: 1, speed: 1), Worker(name: "b", host: "b", slots: 1, speed: 0.25),
    ]
    var simulation = ScheduleSimulation(plan, workers: workers) { _ in 10 }
    try simulation.run(until: 200)
    let left = try #require(simulation.machine.snapshot(now: .seconds(200)).secondsRemaining)
    var rest = simulation
    try rest.run()
    let truth = rest.now - 200
    #expect(abs(left - truth) < truth * 0.1, "said \(left), took \(truth)")
  }
}
