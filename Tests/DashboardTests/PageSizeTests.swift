import Coordination
import Plans
import Reporting
import Results
import ResultsTestSupport
import Testing
import Trials

@testable import Dashboard

@Suite struct PageSizeTests {
  /// 10,000 trials in 500 cells.
  @Test func theFirstViewOfALargeSweepIsLessThanAMegabyte() async throws {
    let plan = samplePlan(
      axes: [
        Axis(name: "normalization", values: (0..<50).map { .text("arm-\($0)") }),
        Axis(name: "classes", values: (0..<10).map { .integer($0) }),
      ], seeds: Array(1...20), columns: "classes")
    let outcomes = Dictionary(
      uniqueKeysWithValues: plan.trials.enumerated().map { number, trial in
        (trial.identifier, TrialOutcome.finished(["testError": Double(number % 977) / 31, "score": 1]))
      })
    let counts = TrialCounts(planned: 10_000, waiting: 0, leased: 0, done: 10_000, failed: 0)
    let moment = SweepMoment(
      plan: plan, outcomes: VerifiedResults(values: outcomes), fleet: FleetSnapshot(sweep: plan.name, counts: counts),
      task: nil, record: { SweepRecord(plan: plan, results: [:], counts: counts) }, attempts: { [] })
    let query = try #require(DashboardQuery(path: "/", items: []))
    let page = await PageKeeper(query).page(at: NumberedMoment(number: 1, results: 1, moment: moment))
    let html = DashboardPage.document(title: page.title, pieces: page.pieces, events: "", style: "", script: "")
    #expect(html.ranges(of: "class=\"strip\"").count == 500)
    #expect(html.utf8.count < 1_000_000)
  }
}
