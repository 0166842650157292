import Digests
import Plans
import Testing
import Trials

@testable import Coordination

/// A plan that grows while it runs.
@Suite struct ExtensionTests {
  private let plan = toyPlan(cells: 2, seeds: 2)
  private let first = Route([1])

  private func attempt(_ trial: PlannedTrial, _ number: Int = 1) -> Attempt {
    Attempt(journal: toyJournal, trial: trial.identifier, number: number)
  }

  /// A machine with one slot whose first trial runs, and the records of its journal.
  private func running() throws -> (CoordinatorMachine, MemoryJournal) {
    let journal = MemoryJournal()
    var machine = toyMachine(plan)
    machine.receive(toyHello("a"), from: first, now: .zero)
    try journal.append(machine.takeEffects(now: .zero).entries)
    return (machine, journal)
  }

  @Test func whatRunsRunsOnUnderItsNumberAndOnlyTheDifferenceIsAdded() throws {
    var (machine, journal) = try running()
    let grown = toyPlan(cells: 3, seeds: 3)
    #expect(machine.objection(to: grown) == nil)
    machine.extend(to: grown, records: journal.records())
    #expect(machine.counts == TrialCounts(planned: 9, waiting: 8, leased: 1, done: 0, failed: 0))
    let running = attempt(plan.trials[0])
    machine.receive(.heartbeat([HeldAttempt(running, .running(nil))]), from: first, now: .seconds(1))
    #expect(machine.takeEffects(now: .seconds(1)).messages(to: first) == [.heartbeat])
    let result = try toyResult(of: running.trial)
    machine.receive(.result(FinishedAttempt(running, result, seconds: 60)), from: first, now: .seconds(2))
    #expect(machine.takeEffects(now: .seconds(2)).leased(to: first) == [attempt(grown.trials[1])])
    #expect(machine.counts.done == 1)
  }

  @Test func cellsOfWhichTrialsAreDoneKeepTheirDurationsUnderTheirNewPlaces() throws {
    let records = [plan.trials[1].identifier: TrialRecord(state: .done, lastAttempt: 1, seconds: 30)]
    var machine = toyMachine(plan, records: records)
    machine.extend(to: toyPlan(cells: 3, seeds: 2), records: records)
    #expect(machine.durations.expectedSeconds(cell: CellIndex(1)) == 30)
  }

  @Test func aTrialThatWasGivenUpWaitsAgain() throws {
    let failed = [plan.trials[0].identifier: TrialRecord(state: .failed(message: "no"), lastAttempt: 1)]
    var machine = toyMachine(plan, records: failed)
    #expect(machine.counts.failed == 1)
    machine.extend(to: plan, records: [plan.trials[0].identifier: TrialRecord(lastAttempt: 1)])
    #expect(machine.counts == TrialCounts(planned: 4, waiting: 4, leased: 0, done: 0, failed: 0))
    machine.receive(toyHello("a"), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: first) == [attempt(plan.trials[0], 2)])
  }

  @Test func onceEveryTrialIsOverAnotherPlanFollows() throws {
    var records: [TrialIdentifier: TrialRecord] = [:]
    for trial in plan.trials { records[trial.identifier] = TrialRecord(state: .done, lastAttempt: 1, seconds: 1) }
    var machine = toyMachine(plan, records: records)
    machine.receive(toyHello("a"), from: first, now: .zero)
    let following = toyPlan(cells: 1, seeds: 1)
    #expect(machine.objection(to: following) == nil)
    machine.extend(to: following, records: [:])
    machine.receive(.heartbeat([]), from: first, now: .seconds(1))
    #expect(machine.takeEffects(now: .seconds(1)).leased(to: first) == [attempt(following.trials[0])])
  }

  @Test func aPlanThatLacksATrialIsObjectedToWithItsLabelAndSoIsAnyOnceTheSweepEnds() throws {
    var (machine, _) = try running()
    let objection = try #require(machine.objection(to: toyPlan(cells: 2, seeds: 1)))
    #expect(objection.contains("2 of 4 trials") && objection.contains("size=0 seed=2"))
    machine.leave()
    #expect(machine.objection(to: toyPlan(cells: 2, seeds: 3)) != nil)
  }

  @Test func aPlanThatNeedsFurtherDataIsObjectedToWithTheFilesName() throws {
    let (machine, _) = try running()
    let data = DataReference(name: "further.gz", sha256: SHA256.hash([1]))
    let trial = PlannedTrial(
      cell: CellIndex(0),
      specification: TrialSpecification(
        task: "toy", taskVersion: 1, settings: ["size": .integer(0)], seed: 9, data: [data]))
    let grown = Plan(
      name: plan.name, task: plan.task, metric: plan.metric, metrics: plan.metrics, axes: plan.axes,
      layout: plan.layout,
      cells: plan.cells, seeds: plan.seeds + [9], trials: plan.trials + [trial])
    #expect(machine.objection(to: grown)?.contains("further.gz") == true)
  }

  @Test func aCoordinatorThatLeavesLeasesNothingAndTellsItsWorkersNothing() throws {
    var (machine, _) = try running()
    machine.leave()
    machine.receive(toyHello("b"), from: Route([2]), now: .zero)
    let messages = machine.takeEffects(now: .zero).messages.map(\.message)
    #expect(messages == [.welcome(toyJournal, LinkTiming())])
  }
}
