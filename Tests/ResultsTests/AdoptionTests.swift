import Coordination
import Plans
import Results
import ResultsTestSupport
import Testing

@Suite struct AdoptionTests {
  private let directory: TemporaryDirectory
  private let store: ResultStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try ResultStore(writingTo: directory.path)
    try store.append([sampleJoin])
  }

  @Test func anAdoptedPlanComesBackUnchanged() throws {
    let plan = samplePlan(axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [3, 1], columns: "classes")
    try store.adopt(plan)
    let held = try store.plan()
    #expect(held.trials == plan.trials)
    #expect(held.axes == plan.axes)
    #expect(held.cells == plan.cells)
    #expect(held.seeds == plan.seeds)
    #expect(held.layout == plan.layout)
    #expect(held.metric == plan.metric)
  }

  @Test func aDirectoryKnowsThePlanThatItHolds() throws {
    let small = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])
    let large = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2])
    try store.adopt(small)
    #expect(try store.holds(small))
    #expect(try !store.holds(large))
    try store.adopt(large)
    #expect(try store.holds(large))
    #expect(try !store.holds(small))
  }

  @Test func anAdoptionReturnsTheRecordsThatAReadingWouldGive() throws {
    let small = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])
    let large = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2])
    try store.adopt(small)
    try store.append([sampleJoin] + sampleRun(small.trials[0], testError: 1))
    let adoption = try store.adopt(large)
    #expect(adoption.damaged == [])
    #expect(adoption.records.count == large.trials.count)
    #expect(try adoption.records == store.records())
    #expect(adoption.records[small.trials[0].identifier]?.state == .done)
  }

  @Test func cellsThatShareTheirTrialsStillDoWhenThePlanComesBack() throws {
    let plan = sharedCellPlan()
    try store.adopt(plan)
    let held = try store.plan()
    #expect(held.cells == plan.cells && held.cells[1].sameAs == CellIndex(0))
    #expect(held.trialsByCell.map { $0.map(\.identifier) } == plan.trialsByCell.map { $0.map(\.identifier) })
    #expect(try store.counts().planned == 6)
  }

  @Test func aLargerPlanKeepsResultsAndAddsTheDifference() throws {
    let small = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])
    try store.adopt(small)
    try store.append(small.trials.flatMap { try sampleRun($0, testError: 1) })
    let large = samplePlan(axes: [normalizations("rn", "none", "bn")], seeds: [1, 2])
    try store.adopt(large)
    #expect(try store.counts() == TrialCounts(planned: 6, waiting: 4, leased: 0, done: 2, failed: 0))
    #expect(try store.audit().problems == [])
  }

  @Test func aResultThatLeftThePlanCanReturn() throws {
    let large = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])
    let small = samplePlan(axes: [normalizations("none")], seeds: [1])
    try store.adopt(large)
    try store.append(large.trials.flatMap { try sampleRun($0, testError: 1) })
    try store.adopt(small)
    #expect(try store.counts().done == 1)
    #expect(try store.metrics().results.values.count == 1)
    #expect(try store.trialsWithResults() == Set(large.trials.map(\.identifier)))
    try store.adopt(large)
    #expect(try store.counts().done == 2)
    #expect(try store.metrics().results.values.count == 2)
    #expect(try store.audit().problems == [])
  }

  @Test func givenUpTrialsWaitAgainWithFreshBudgets() throws {
    let plan = samplePlan(axes: [normalizations("none")], seeds: [1])
    let attempt = Attempt(journal: sampleJournal, trial: plan.trials[0].identifier, number: 1)
    try store.adopt(plan)
    try store.append([
      .leased(attempt, to: sampleWorker), .ended(attempt, cause: .failed, message: "no data", isCharged: true),
      .gaveUp(attempt.trial, message: "failed once"),
    ])
    #expect(try store.records()[attempt.trial]?.state == .failed(message: "failed once"))
    try store.adopt(plan)
    #expect(
      try store.records()[attempt.trial]
        == TrialRecord(
          lastAttempt: 1, holders: [1: sampleWorker], lastHost: "node1"))
  }

  @Test func aLeaseOutlivesARestartOfTheCoordinator() throws {
    let plan = samplePlan(axes: [normalizations("none")], seeds: [1])
    let attempt = Attempt(journal: sampleJournal, trial: plan.trials[0].identifier, number: 1)
    try store.adopt(plan)
    try store.append([.leased(attempt, to: sampleWorker)])
    try store.adopt(plan)
    #expect(try store.records()[attempt.trial]?.state == .leased)
  }

  @Test func anotherSweepOrTaskIsRefusedAndChangesNothing() throws {
    let plan = samplePlan(axes: [normalizations("none")], seeds: [1])
    try store.adopt(plan)
    let otherSweep = samplePlan(name: "other", axes: [normalizations("none")], seeds: [1, 2])
    #expect(
      throws: StoreError.otherSweep(directory: directory.path, kind: "sweep", held: "toy-sweep", offered: "other")
    ) { try store.adopt(otherSweep) }
    let otherTask = samplePlan(task: "draw", axes: [normalizations("none")], seeds: [1, 2])
    #expect(throws: StoreError.otherSweep(directory: directory.path, kind: "task", held: "toy", offered: "draw")) {
      try store.adopt(otherTask)
    }
    #expect(try store.plan().trials == plan.trials)
  }

  @Test func aPlanThatRepeatsATrialIsRefused() throws {
    let repeated = samplePlan(axes: [normalizations("none")], seeds: [1, 1])
    #expect(throws: StoreError.self) { try store.adopt(repeated) }
    #expect(throws: StoreError.noSweep(directory: directory.path)) { try store.plan() }
  }
}
