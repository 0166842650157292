import Coordination
import Digests
import Foundation
import Plans
import Results
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

@Suite struct ReportTests {
  private let plan = samplePlan(
    axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1, 2], columns: "classes")

  private func result(_ trial: PlannedTrial, loss: [Double]) -> TrialResult {
    TrialResult(
      .finished(["testError": Double(trial.specification.seed), "score": 1]),
      curves: [
        "trainLoss": loss.enumerated().map { CurvePoint(step: $0 + 1, value: $1) },
        "testError": [CurvePoint(step: loss.count, value: Double(trial.specification.seed))],
        "codeLength.fc1": [CurvePoint(step: 1, value: 0.5)], "codeLength.fc2": [CurvePoint(step: 1, value: 0.75)],
      ],
      pictures: [TrialPicture(name: "samples", width: 2, height: 2, channels: 1, pixels: [0, 80, 160, 255])])
  }

  /// The task of the plan, whose trials count updates.
  private func task(_ settings: [Setting] = []) -> TaskDescription {
    TaskDescription(
      name: "toy", version: 1, summary: "", settings: settings, metrics: plan.metrics,
      curves: [
        Curve("trainLoss", unit: "nats", per: .update), Curve(plan.metrics[0], per: .update),
        Curve("codeLength", unit: "nats", per: .update),
      ])
  }

  private func report(_ results: [TrialIdentifier: TrialResult], task: TaskDescription? = nil) -> Report {
    report(of: plan, results, task: task ?? self.task())
  }

  private func report(
    of plan: Plan, _ results: [TrialIdentifier: TrialResult], failures: [FailureSnapshot] = [],
    origins: [ResultOrigin] = [], task: TaskDescription? = nil
  ) -> Report {
    let waiting = plan.trials.count - results.count
    let counts = TrialCounts(
      planned: plan.trials.count, waiting: waiting, leased: 0, done: results.count, failed: 0)
    return Report(
      of: SweepRecord(plan: plan, results: results, counts: counts, failures: failures, origins: origins), task: task)
  }

  private var whole: [TrialIdentifier: TrialResult] {
    Dictionary(uniqueKeysWithValues: plan.trials.map { ($0.identifier, result($0, loss: [3, 2, 1])) })
  }

  private func count(_ text: String, in page: some StringProtocol) -> Int {
    page.components(separatedBy: text).count - 1
  }

  @Test func aPageHasTheTableThatIsPrintedAChartForEveryCurveAndEveryPicture() throws {
    let page = try report(whole).html()
    #expect(page.contains("<td>1.50<small>±0.50</small></td>"))
    // Four curves × two columns; the comparison of the two code lengths: difference and one against the other.
    #expect(count("<svg ", in: page.curves) == 4 * 2 + 2 * 2)
    for kind in ["Comparisons", "Against the axis", "Seeds", "Profiles", "Heat map"] {
      #expect(count(">\(kind)</h", in: page) == 1, "the figure \(kind)")
    }
    #expect(count("<title>", in: page) == count("<svg ", in: page) + 1)
    #expect(count("<desc>", in: page) == count("<svg ", in: page))
    #expect(count("<summary>Numbers</summary>", in: page) == count("<svg ", in: page), "each chart has its numbers")
    #expect(count("<h3>trainLoss</h3>", in: page) == 1)
    #expect(count("src=\"data:image/png;base64,", in: page) == plan.trials.count)
    #expect(page.contains("alt=\"samples of rn, seed 2\""))
    #expect(page.contains("<b>8 of 8</b> trials done"))
    #expect(page.contains("Mean over the seeds, with a band of ± one standard error (n = 2)."))
  }

  @Test func anAxisSaysWhatTheTaskDeclaresThatTheCurveCounts() throws {
    let page = try report(whole).html()
    #expect(count(">update</text>", in: page) == 4 * 2 + 2)
    #expect(count(">trainLoss (nats)</text>", in: page) == 2 && !page.contains(">step</text>"))
    let unknown = try report(of: plan, whole).html()
    #expect(count(">step</text>", in: unknown) == 4 * 2 && count(">trainLoss</text>", in: unknown) == 2)
  }

  @Test func aPageNeedsNothingBesideItself() throws {
    let page = try report(whole).html().replacing("http://www.w3.org/2000/svg", with: "")
    for reach in ["http:", "https:", "src=\"/", "src=\"h", "<link", "@import", "url("] {
      #expect(!page.contains(reach), "the page has \(reach)")
    }
    #expect(count("<script", in: page) == 1, "the page has its own script")
  }

  @Test func theSweepsOwnMetricComesFirstAndTheOthersFollow() throws {
    let page = try report(whole).html()
    let places = ["<h3>testError (%) ↓</h3>", "<summary>score</summary>", "<h3>testError</h3>", "<h3>trainLoss</h3>"]
      .map { page.range(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(zip(places, places.dropFirst()).allSatisfy { $0! < $1! })
  }

  @Test func theLayoutMayBeAnotherThanTheSweepsOwn() throws {
    let page = try report(whole).html(metric: "score", rows: "classes")
    #expect(page.contains("<th scope=\"col\">classes \\ normalization</th>"))
    #expect(page.contains("font-weight=\"600\">normalization = rn</text>"))
    #expect(
      page.range(of: "<h3>score ↑</h3>")!.lowerBound < page.range(of: "<summary>testError (%)</summary>")!.lowerBound)
    #expect(throws: UnknownName.self) { try report(whole).html(rows: "clases") }
  }

  @Test func whatDivergedOrIsMissingIsSaid() throws {
    var results = whole
    let (diverged, missing) = (plan.trials[2], plan.trials[1])
    results[diverged.identifier] = TrialResult(
      .diverged(at: 2), curves: ["trainLoss": [CurvePoint(step: 1, value: 300), CurvePoint(step: 2, value: .nan)]])
    results[missing.identifier] = nil
    let page = try report(results).html()
    #expect(page.contains("Diverged and left out: rn at classes = 0: 1 of 2 seeds, the first at step 2."))
    #expect(!page.contains("Not finite"))
    #expect(page.contains("1 of 2 diverged"))
    #expect(page.contains("(n = 1 to 2)"))
    #expect(page.contains("<b>1</b> missing"))
  }

  /// A net of NaN answers one class for all: its error is finite and no result.
  @Test func aDivergedSeedIsInNoChart() throws {
    var results = whole
    let calm = try report(results).html()
    for trial in plan.trials where trial.cell == CellIndex(2) && trial.specification.seed == 2 {
      results[trial.identifier] = TrialResult(
        .diverged(at: nil), curves: ["testError": [CurvePoint(step: 3, value: 9000)]])
    }
    let page = try report(results).html()
    #expect(page.contains("Diverged and left out: rn at classes = 0: 1 of 2 seeds."))
    #expect(!page.contains("9000") && !calm.contains("Diverged and left out"))
  }

  @Test func aCellWhoseSeedsAllDivergedIsNamedUnderTheCharts() throws {
    let results = Dictionary(
      uniqueKeysWithValues: plan.trials.map {
        ($0.identifier, TrialResult(.diverged(at: 4), curves: ["trainLoss": []]))
      })
    let page = try report(results).html()
    #expect(page.contains("none at classes = 7: 2 of 2 seeds, the first at step 4"))
    #expect(count("<svg ", in: page) == 0)
  }

  @Test func chartsShareTheirScaleUnlessOneWouldBeFlatOnIt() throws {
    func page(_ values: [Int: [Double]]) throws -> String {
      try report(
        Dictionary(
          uniqueKeysWithValues: plan.trials.map { trial in
            guard case .integer(let classes)? = trial.specification.settings["classes"] else {
              preconditionFailure("the sample's axis is of integers")
            }
            return (trial.identifier, result(trial, loss: values[classes]!))
          })
      ).html()
    }
    #expect(try page([0: [5, 1], 7: [70, 69]]).contains("Each chart has an upward scale of its own."))
    #expect(try !page([0: [5, 1], 7: [7, 3]]).contains("Each chart has an upward scale of its own."))
    // What is constant is flat on any scale.
    #expect(try !page([0: [5, 1], 7: [3, 3]]).contains("Each chart has an upward scale of its own."))
    #expect(try !page([0: [5, 1], 7: [3]]).contains("Each chart has an upward scale of its own."))
  }

  @Test func aSweepWithoutResultsHasAPage() throws {
    let page = try report([:]).html()
    #expect(page.contains("No trial is done yet."))
    #expect(page.contains("<b>0 of 8</b> trials done"))
    #expect(count("<svg ", in: page) == 0)
  }

  @Test func aRunningSweepsPageSaysWhatFailedAndIsRunning() throws {
    let counts = TrialCounts(planned: 8, waiting: 3, leased: 2, done: 2, failed: 1)
    let page = try Report(of: SweepRecord(plan: plan, results: [:], counts: counts), task: nil).html()
    #expect(page.contains("<b>2 of 8</b> trials done</li><li><b>0</b> diverged</li><li class=\"bad\"><b>1</b> failed"))
    #expect(page.contains("<b>5</b> missing, 2 of them running"))
  }

  @Test func settingsThatTrialsLeaveOutAreThereWithTheirFormerValues() throws {
    let settings = [
      Setting("normalization", .choice(["none", "rn"]), former: .text("none"), help: "an axis"),
      Setting("pictures", .boolean, default: .boolean(true), former: .boolean(false), help: "gained later"),
      Setting("epochs", .integer(1...9), default: .integer(1), help: "not one of these trials' settings"),
    ]
    let page = try report(whole, task: task(settings)).html()
    #expect(page.contains(#"<th scope="row">pictures</th><td class="long">false</td>"#))
    #expect(count("<th scope=\"row\">normalization</th>", in: page) == 1)
    #expect(!page.contains("<th scope=\"row\">epochs</th>"))
  }

  @Test func textsFromOutsideCannotBreakThePage() throws {
    let evil = "<script>alert(1)</script>"
    let plan = samplePlan(name: evil, axes: [normalizations(evil, "rn")], seeds: [1])
    let trial = plan.trials[0]
    let results = [
      trial.identifier: TrialResult(
        .finished(["testError": 1, "score": 1]), curves: [evil: [CurvePoint(step: 1, value: 1)]],
        pictures: [TrialPicture(name: evil, width: 1, height: 1, channels: 1, pixels: [9])])
    ]
    let failure = FailureSnapshot(
      attempt: Attempt(journal: sampleJournal, trial: trial.identifier, number: 1), label: evil, worker: sampleWorker,
      cause: .crashed, message: evil)
    let origin = Provenance(
      host: evil, processor: evil, system: evil, version: evil, build: SHA256.hash([]), kernels: evil)
    let page = try report(
      of: plan, results, failures: [failure], origins: [ResultOrigin(provenance: origin, results: 1)]
    ).html()
    #expect(count("<script", in: page) == 1, "only the page's own script")
    #expect(count("&lt;script&gt;", in: page) > 10)
  }

  @Test func aTableWithMoreRowsThanAChartHasLinesHasMoreCharts() throws {
    let numbers = (1...30).map { SettingValue.integer($0) }
    let plan = samplePlan(axes: [Axis(name: "width", values: numbers)], seeds: [1], rows: "width")
    let results = Dictionary(
      uniqueKeysWithValues: plan.trials.map { trial in
        (
          trial.identifier,
          TrialResult(
            .finished(["testError": 1, "score": 1]),
            curves: ["trainLoss": (1...200).map { CurvePoint(step: $0, value: 1) }])
        )
      })
    let page = try report(of: plan, results).html()
    #expect(count("<svg ", in: page.curves) == 3)
    #expect(page.contains(">lines 15 to 28 of 30</text>"))
    // Small charts have fewer points, also where the table has one column.
    #expect(page.contains("a point averages up to 2 neighbouring values"))
  }
}

extension String {
  /// A page from its learning curves on.
  fileprivate var curves: Substring { self[(range(of: "<h2 id=\"curves\">")?.lowerBound ?? startIndex)...] }
}
