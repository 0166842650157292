import Coordination
import Plans
import Reporting
import Results
import ResultsTestSupport
import Testing
import Trials

/// Why a trial is where it is.
@Suite struct TrialExplanationTests {
  private let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2, 3])
  private var trial: PlannedTrial { plan.trials[3] }
  private let worker = WorkerIdentifier("node1-42-abcdef01")!

  private func fleet(
    _ coordinator: CoordinatorPresence = .serving(address: "tcp://login1:5555"), workers: Int = 1,
    setAside: String? = nil
  ) -> FleetSnapshot {
    FleetSnapshot(
      sweep: "toy", counts: TrialCounts(planned: 6, waiting: 6, leased: 0, done: 0, failed: 0),
      workers: (0..<workers).map {
        WorkerSnapshot(
          identifier: WorkerIdentifier("node\($0)-42-abcdef01")!, host: "node\($0)", slots: 2, running: [],
          setAside: setAside)
      }, coordinator: coordinator)
  }

  private func text(
    _ record: TrialRecord = TrialRecord(), attempts: [AttemptRecord] = [], fleet: FleetSnapshot,
    reproductions: Reproductions = Reproductions(equal: 0, different: 0), before: Int = 4
  ) -> String {
    TrialExplanation(
      of: trial, in: plan, record: record, attempts: attempts, reproductions: reproductions, fleet: fleet,
      waitingBefore: before
    ).text
  }

  @Test func aWaitingTrialSaysForWhatItWaits() {
    #expect(text(fleet: fleet(.absent)).contains("waits, because no coordinator runs"))
    #expect(text(fleet: fleet(.silent(holder: "process 7"))).contains("process 7 has the directory"))
    #expect(text(fleet: fleet(workers: 0)).contains("no workers are connected"))
    #expect(text(fleet: fleet(setAside: "disk full")).contains("set aside for a while, the last for: disk full"))
    var brief = fleet()
    brief.waitsForLongerStays = true
    brief.workers[0].secondsToStay = 40
    #expect(text(fleet: brief).contains("leaves before such a trial would end or have a checkpoint, the last in 40 s"))
    #expect(text(fleet: fleet()).contains("all 2 slots are busy; 4 trials come before it"))
    #expect(text(fleet: fleet(), before: 0).contains("it is the next"))
  }

  @Test func aGivenUpTrialSaysWhatEndedEachAttemptAndHowItsLogEnded() {
    var charges = TrialCharges()
    for _ in 0..<3 { charges.add(.crashed, host: "node1") }
    let record = TrialRecord(
      state: .failed(message: "was killed by SIGABRT\nbad index"), lastAttempt: 3, charges: charges)
    let attempt = AttemptRecord(
      attempt: Attempt(journal: sampleJournal, trial: trial.identifier, number: 3), worker: worker, host: "node1",
      leasedAt: "2026-01-01T00:00:00Z", endedAt: "2026-01-01T00:01:00Z", cause: .crashed,
      message: "was killed by SIGABRT\nbad index\u{1b}[2J", isCharged: true)
    let text = text(
      record, attempts: [attempt], fleet: fleet(), reproductions: Reproductions(equal: 1, different: 0))
    #expect(text.contains("given up: was killed by SIGABRT; the sweep's command, run again, tries again"))
    #expect(text.contains("charged: 3 of 3 (crashed)"))
    #expect(text.contains("attempt 3 on node1-42-abcdef01 (node1)"))
    #expect(text.contains("    | bad index\\u{1b}[2J"), "no line moves a terminal's cursor")
    #expect(text.contains("1 late result was compared with the accepted ones: equal bit for bit"))
  }

  @Test func aTrialIsNamedByTheBeginningOfItsIdentityAndACellByItsValues() throws {
    let identity = String(trial.identifier.description.prefix(8))
    #expect(try TrialSelection(of: [identity], in: plan).trials == [trial])
    #expect(try TrialSelection(of: ["seed=2", "normalization=rn"], in: plan).trials.count == 1)
    #expect(try TrialSelection(of: ["normalization=rn seed=2"], in: plan).trials.count == 1)
    #expect(try TrialSelection(of: ["normalization=rn"], in: plan).trials.count == 3)
    let error = #expect(throws: NoSuchTrial.self) { try TrialSelection(of: ["normalization=bn"], in: plan) }
    #expect(error?.description.contains("normalization=rn seed=3") == true)
  }
}
