import Coordination
import Plans
import Testing
import Trials

/// How many workers a batch system is to start.
@Suite struct WorkerScalerTests {
  private let scaler = WorkerScaler(maximum: 10, backlog: 4, slots: 8)

  private func fleet(
    waiting: Int, leased: Int = 0, workers: [(slots: Int, running: Int)] = [], prefix: String = "slurm"
  ) -> FleetSnapshot {
    FleetSnapshot(
      sweep: "toy",
      counts: TrialCounts(planned: waiting + leased + 5, waiting: waiting, leased: leased, done: 5, failed: 0),
      workers: workers.enumerated().map { index, worker in
        WorkerSnapshot(
          identifier: WorkerIdentifier("\(prefix)-\(index)-0-0-1-a")!, host: "h", slots: worker.slots,
          running: (0..<worker.running).map { number in
            RunningTrial(
              attempt: Attempt(
                journal: toyJournal, trial: toyPlan(cells: 1, seeds: 1).trials[0].identifier, number: number + 1),
              label: "t")
          })
      })
  }

  private func jobs(running: Int = 0, queued: Int = 0) -> [BatchJob] {
    (0..<running + queued).map { BatchJob(allocation: "\($0)", isQueued: $0 >= running) }
  }

  private func decision(
    _ fleet: FleetSnapshot, jobs: [BatchJob] = [], started: [String] = [], fruitful: Set<String> = [],
    by scaler: WorkerScaler? = nil
  ) -> WorkerScaler.Decision {
    (scaler ?? self.scaler).decision(fleet: fleet, jobs: jobs, started: started, fruitful: fruitful)
  }

  @Test func asManyWorkersStartAsWouldGetATrial() {
    #expect(decision(fleet(waiting: 17)) == .start(3))
    #expect(decision(fleet(waiting: 16)) == .start(2))
    #expect(decision(fleet(waiting: 1)) == .start(1))
  }

  @Test func aWorkerOfAnotherHostIsNoneOfTheJobsThatAreToCome() {
    let elsewhere = fleet(waiting: 12, leased: 8, workers: [(8, 8)], prefix: "lab")
    #expect(decision(elsewhere, jobs: jobs(queued: 1)) == .start(1))
    #expect(decision(elsewhere, jobs: jobs(queued: 2)) == .enough)
  }

  @Test func slotsThatAreFreeOrComeTakeTrialsFirst() {
    // A worker with 8 slots runs 3 trials; 5 of the 20 waiting trials are its.
    #expect(decision(fleet(waiting: 20, leased: 3, workers: [(8, 3)]), jobs: jobs(running: 1)) == .start(2))
    // A job without a worker yet will take 8 more.
    #expect(decision(fleet(waiting: 20, leased: 3, workers: [(8, 3)]), jobs: jobs(running: 2)) == .start(1))
    #expect(decision(fleet(waiting: 20, leased: 3, workers: [(8, 3)]), jobs: jobs(running: 1, queued: 2)) == .enough)
  }

  @Test func theQueueHoldsNoMoreThanTheBacklogAndTheSiteNoMoreThanTheMaximum() {
    #expect(decision(fleet(waiting: 800)) == .start(4))
    #expect(decision(fleet(waiting: 800), jobs: jobs(queued: 3)) == .start(1))
    #expect(decision(fleet(waiting: 800), jobs: jobs(running: 9)) == .start(1))
    #expect(decision(fleet(waiting: 800), jobs: jobs(running: 10)) == .enough)
  }

  @Test func theMinimumIsKeptAlsoWhereNoTrialWaits() {
    var floor = scaler
    floor.minimum = 2
    #expect(decision(fleet(waiting: 0, leased: 1, workers: [(8, 1)]), jobs: jobs(running: 1), by: floor) == .start(1))
    #expect(decision(fleet(waiting: 0, leased: 1, workers: [(8, 1)]), jobs: jobs(running: 1)) == .enough)
  }

  @Test func aSweepThatIsDoneStartsNothing() {
    var floor = scaler
    floor.minimum = 2
    #expect(decision(fleet(waiting: 0), by: floor) == .complete)
  }

  @Test func threeAllocationsInARowThatBroughtNoWorkerPauseTheStarts() {
    let waiting = fleet(waiting: 100)
    #expect(decision(waiting, started: ["1", "2", "3"]) == .paused(fruitless: ["1", "2", "3"]))
    #expect(decision(waiting, started: ["1", "2", "3"], fruitful: ["2"]) == .start(4))
    #expect(decision(waiting, started: ["1", "2", "3", "4"], fruitful: ["1"]) == .paused(fruitless: ["2", "3", "4"]))
  }

  @Test func anAllocationThatIsStillListedHasNotFailed() {
    let listed = [BatchJob(allocation: "3", isQueued: true)]
    #expect(decision(fleet(waiting: 100), jobs: listed, started: ["1", "2", "3"]) == .start(3))
  }

  @Test(arguments: [
    ("4211 PENDING", true), ("4211 RUNNING", false), ("4211 COMPLETING", false), ("4211 REQUEUED", true),
    ("4211 SUSPENDED", false),
  ])
  func aLineOfSqueueIsAnAllocationAndAState(line: String, isQueued: Bool) {
    #expect(BatchJob(line: line) == BatchJob(allocation: "4211", isQueued: isQueued))
  }

  @Test(arguments: ["", "4211", "slurm_load_jobs error: Unable to contact slurm controller"])
  func anyOtherLineIsNoJob(line: String) {
    #expect(BatchJob(line: line) == nil)
  }
}
