import Coordination
import Foundation
import Plans
import Reporting
import ResultsTestSupport
import Testing
import Trials

@Suite struct ProgressReportTests {
  private let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2, 3])

  private var snapshot: FleetSnapshot {
    let worker = WorkerSnapshot(
      identifier: WorkerIdentifier("node1-42-abcdef")!, host: "node1", slots: 2,
      running: [
        RunningTrial(
          attempt: Attempt(journal: sampleJournal, trial: plan.trials[4].identifier, number: 1),
          label: plan.label(of: plan.trials[4]),
          progress: TrialProgress(step: 120, totalSteps: 469)),
        RunningTrial(
          attempt: Attempt(journal: sampleJournal, trial: plan.trials[5].identifier, number: 2),
          label: plan.label(of: plan.trials[5])),
      ])
    let failure = FailureSnapshot(
      attempt: Attempt(journal: sampleJournal, trial: plan.trials[5].identifier, number: 1),
      label: plan.label(of: plan.trials[5]),
      worker: WorkerIdentifier("node2-7-123456")!, cause: .crashed, message: "ended by signal 9\u{1b}[2J\nand more")
    return FleetSnapshot(
      sweep: "toy-sweep", counts: TrialCounts(planned: 6, waiting: 1, leased: 2, done: 3, failed: 0), workers: [worker],
      trialsPerSecond: 0.5, secondsRemaining: 200, lastFailures: [failure])
  }

  @Test func howMuchCheckpointsTakeIsSaidWhereThereAreAny() throws {
    var snapshot = snapshot
    snapshot.checkpoints = CheckpointUsage(trials: 0, byteCount: 0)
    #expect(!ProgressReport(snapshot).line.contains("checkpoint"))
    snapshot.checkpoints = CheckpointUsage(trials: 2, byteCount: 42_340_000)
    #expect(ProgressReport(snapshot).line.contains("0 failed, 2 checkpoints (42.3 MB), 1 worker"))
    #expect(ProgressReport(snapshot).display(width: 200).joined().contains("2 checkpoints (42.3 MB)"))
    #expect(try ProgressReport(snapshot).json().contains(#""checkpoints":{"byteCount":42340000,"trials":2}"#))
  }

  @Test func theDisplayNamesWhatIsStalledAndWhoIsSetAside() {
    var snapshot = snapshot
    snapshot.workers[0].running[0].stalledSeconds = 150
    snapshot.workers[0].setAside = "disk full"
    let display = ProgressReport(snapshot).display(width: 200).joined(separator: "\n")
    #expect(display.contains("120/469, no progress for 3 min"))
    #expect(display.contains("set aside for a while: disk full"))
  }

  @Test func theDisplaySaysHowLongWorkersStayAndThatNoneStaysLongEnough() {
    var snapshot = snapshot
    snapshot.workers[0].secondsToStay = 150
    func text() -> String { ProgressReport(snapshot).display(width: 200).joined(separator: "\n") }
    #expect(text().contains("leaves in 3 min"))
    #expect(!text().contains("leaves too soon"))
    snapshot.waitsForLongerStays = true
    #expect(text().contains("every worker with a free slot leaves too soon for the waiting trials"))
  }

  @Test func theReportSaysWhetherACoordinatorLivesHowManyWorkersItHasAndWhatToDoWithoutThem() {
    var snapshot = snapshot
    func text() -> String { ProgressReport(snapshot).display(width: 200).joined(separator: "\n") }
    snapshot.coordinator = .serving(address: "tcp://login1:5555")
    #expect(text().contains("coordinator at tcp://login1:5555, 1 worker with 2 slots"))
    snapshot.workers = []
    let advice = "no workers are connected; on a host that is to work: regnorm worker --connect tcp://login1:5555"
    #expect(text().contains(advice))
    #expect(ProgressReport(snapshot).line.hasSuffix(advice))
    snapshot.coordinator = .silent(holder: "process 7 on login1")
    #expect(text().contains("process 7 on login1 has the directory and does not answer"))
    snapshot.coordinator = .absent
    #expect(text().contains("no coordinator runs"))
    snapshot.counts = TrialCounts(planned: 6, waiting: 0, leased: 0, done: 6, failed: 0)
    #expect(!text().contains("no coordinator runs"), "a complete sweep needs none")
  }

  @Test func whateverNumbersAndTextsASnapshotHoldsItIsShown() throws {
    let texts = ["", "\0", "\u{1b}[2J", "\u{202e}", "e\u{301}", String(repeating: "x", count: 70_000)]
    for (number, text) in zip([1 << 40, 1 << 31, 0, 1, 7, 1024], texts) {
      for seconds in [0, -1, .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude] {
        var snapshot = snapshot
        snapshot.counts = TrialCounts(
          planned: number, waiting: number, leased: number, done: number == 0 ? 7 : number / 2, failed: number)
        snapshot.workers[0].running[0].progress = TrialProgress(step: number, totalSteps: number, lastValue: seconds)
        snapshot.workers[0].running[0].stalledSeconds = seconds
        snapshot.workers[0].secondsToStay = seconds
        snapshot.workers[0].setAside = text
        snapshot.workers[0].host = text
        snapshot.trialsPerSecond = seconds
        snapshot.secondsRemaining = seconds
        snapshot.lastFailures[0].message = text
        let report = ProgressReport(snapshot)
        #expect(report.display(width: 80).allSatisfy { $0.count <= 80 })
        #expect(!report.line.isEmpty)
        #expect(try !report.json().isEmpty)
      }
    }
  }

  @Test func theDisplayShowsBarCountsWorkersAndFailures() {
    #expect(
      ProgressReport(snapshot).display(width: 110) == [
        "toy-sweep ████████████████████░░░░░░░░░░░░░░░░░░░░ 3/6 done (50 %)",
        "  2 running · 1 waiting · 0 failed · 30.00 trials/min · about 4 min left",
        "  node1-42-abcdef  2/2 running  normalization=none seed=3 120/469 · normalization=rn seed=3",
        "  last failures:",
        "    normalization=rn seed=3, attempt 1 on node2-7-123456: crashed: ended by signal 9\\u{1b}[2J",
      ])
  }

  @Test func aNarrowTerminalLosesNoCount() {
    #expect(
      ProgressReport(snapshot).display(width: 40).dropFirst().prefix(2) == [
        "  2 running · 1 waiting · 0 failed", "  30.00 trials/min · about 4 min left",
      ])
  }

  @Test(arguments: [1, 10, 37, 80]) func noLineIsLongerThanTheTerminal(width: Int) {
    #expect(ProgressReport(snapshot).display(width: width).allSatisfy { $0.count <= width })
  }

  @Test func theTimeSinceTheStartWhatDivergedAndTheBestCellAreShown() {
    var snapshot = snapshot
    snapshot.secondsElapsed = 200
    snapshot.findings = SweepFindings(
      diverged: 2, best: .init(cell: "normalization=rn", metric: "testError (%)", mean: 4.8166, results: 3))
    let lines = ProgressReport(snapshot).display(width: 200)
    #expect(lines[1].contains("0 failed · 2 diverged") && lines[1].hasSuffix("4 min elapsed"))
    #expect(lines[2] == "  best so far: normalization=rn: testError (%) 4.82, mean of 3 results")
  }

  @Test func linesForWhichTheTerminalIsTooLowAreCounted() {
    let all = ProgressReport(snapshot).display(width: 200)
    #expect(ProgressReport(snapshot).display(width: 200, height: all.count) == all)
    let some = ProgressReport(snapshot).display(width: 200, height: 3)
    #expect(some == Array(all.prefix(2)) + ["  … and \(all.count - 2) more lines; a taller window shows them"])
  }

  @Test func aWideCharacterTakesTwoColumns() {
    #expect("正規化".columns == 6 && "ｅ".columns == 2 && "🎉".columns == 2)
    #expect("e\u{301}".columns == 1 && "█·…±".columns == 4 && "".columns == 0)
    var wide = snapshot
    wide.sweep = String(repeating: "正規化", count: 10)
    for width in 1...80 {
      #expect(ProgressReport(wide).display(width: width).allSatisfy { $0.columns <= width })
    }
  }

  @Test func aFailuresCauseIsInWords() {
    var snapshot = snapshot
    snapshot.lastFailures[0].cause = .workerLost
    #expect(ProgressReport(snapshot).display(width: 200).last?.contains("node2-7-123456: worker lost: ") == true)
  }

  @Test func aTrialLeasedAheadIsNotShownInASlot() {
    var busy = snapshot
    busy.workers[0].slots = 1
    #expect(
      ProgressReport(busy).display(width: 200)[2].hasPrefix("  node1-42-abcdef  1/1 running + 1 next  normalization="))
  }

  @Test func workersBeyondTheLimitAreCounted() {
    var many = snapshot
    many.workers = Array(repeating: snapshot.workers[0], count: 12)
    let lines = ProgressReport(many).display(width: 200, workers: 2)
    #expect(lines.contains("  … and 10 more workers with 20 running trials"))
  }

  @Test func theLineSaysTheSameForLogs() {
    #expect(
      ProgressReport(snapshot).line
        == "toy-sweep: 3 of 6 done, 2 running, 1 waiting, 0 failed, 1 worker, 30.00 trials/min, about 4 min left")
  }

  @Test func aCompleteSweepSaysSo() {
    let complete = FleetSnapshot(
      sweep: "toy-sweep", counts: TrialCounts(planned: 6, waiting: 0, leased: 0, done: 5, failed: 1))
    #expect(ProgressReport(complete).line == "toy-sweep: 5 of 6 done, 0 running, 0 waiting, 1 failed, complete")
  }

  @Test func anEmptyPlanHasAFullBar() {
    let empty = FleetSnapshot(
      sweep: "empty", counts: TrialCounts(planned: 0, waiting: 0, leased: 0, done: 0, failed: 0))
    #expect(ProgressReport(empty).display(width: 33)[0] == "empty ██████████ 0/0 done (100 %)")
  }

  @Test func theJSONReadsBackAsTheSnapshot() throws {
    let text = try ProgressReport(snapshot).json()
    #expect(!text.contains("\n"))
    #expect(try JSONDecoder().decode(FleetSnapshot.self, from: Data(text.utf8)) == snapshot)
  }
}
