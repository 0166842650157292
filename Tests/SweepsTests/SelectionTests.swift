import Plans
import Sweeps
import Testing
import Trials

/// `select` and `report` of a sweep file.
@Suite struct SelectionTests {
  private func plan(
    select: String = "{by: validationError, over: [learningRate], seeds: 1-2}", report: String = "{seeds: 101-103}",
    more: String = ""
  ) throws -> Plan {
    try Plan(
      yaml: """
        task: imbalanced-mnist
        select: \(select)
        report: \(report)
        grid:
          normalization: [none, ln]
          learningRate: [0.01, 0.1, 1]
        fixed: {semantics: corrected}
        \(more)
        """, file: "sweep.yaml", experiments: [ToyExperiment(hasValidation: true)])
  }

  private func refusal(_ make: () throws -> Plan) throws -> String {
    "\(try #require(throws: SweepFileErrors.self) { _ = try make() })"
  }

  @Test func theSearchIsEveryCellOnItsOwnSeeds() throws {
    let plan = try plan()
    #expect(plan.seeds == [1, 2] && plan.trials.count == 12)
    let rule = try #require(plan.selectionRule)
    #expect(rule.metric.name == "validationError" && rule.axes == ["learningRate"])
    #expect(rule.reportSeeds == [101, 102, 103])
    #expect(plan.layout.rows == "normalization" && plan.layout.columns == nil)
  }

  @Test func selectingByATestMetricIsRefused() throws {
    let text = try refusal { try plan(select: "{by: testError, over: [learningRate], seeds: 1-2}") }
    #expect(text.contains("testError is measured on test examples, by which nothing may be selected"))
    #expect(text.contains("expected validationError"))
  }

  @Test func aSeedOfTheSearchIsNoSeedOfTheReport() throws {
    let text = try refusal { try plan(report: "{seeds: 2-5}") }
    #expect(text.contains("report.seeds: has seed 2, which select has too; expected fresh seeds"))
  }

  @Test func everyArmHasTheSameNumberOfCandidates() throws {
    let text = try refusal { try plan(more: "exclude: [{normalization: ln, learningRate: 1}]") }
    #expect(text.contains("select: gives arms 2 to 3 candidates"))
  }

  @Test func someAxesAreLeftForTheArms() throws {
    let text = try refusal {
      try plan(select: "{by: validationError, over: [learningRate, normalization], seeds: 1}")
    }
    #expect(text.contains("chooses over every axis"))
  }

  @Test(arguments: [
    ("seeds: 3", "seeds: stands beside select"),
    ("table: {columns: learningRate}", "learningRate is no axis of this grid"),
  ])
  func whatDoesNotGoWithASelectionIsRefused(line: String, error: String) throws {
    #expect(try refusal { try plan(more: line) }.contains(error))
  }

  @Test func aReportNeedsASelectionAndASelectionAReport() throws {
    func sweep(_ part: String) throws -> Plan {
      try Plan(
        yaml: "task: imbalanced-mnist\nfixed: {semantics: corrected}\n\(part)\n"
          + "grid: {normalization: [none, ln], learningRate: [0.01, 0.1]}",
        file: "sweep.yaml", experiments: [ToyExperiment(hasValidation: true)])
    }
    #expect(try refusal { try sweep("seeds: 2\nreport: {seeds: 3-4}") }.contains("report: has no select beside it"))
    let select = "select: {by: validationError, over: [learningRate], seeds: 2}"
    #expect(try refusal { try sweep(select) }.contains("select: has no report beside it"))
  }

  @Test func aMetricThatTheTrialsDoNotReportIsRefusedBeforeAnyRuns() throws {
    let text = try refusal {
      try Plan(
        yaml: """
          task: imbalanced-mnist
          select: {by: validationError, over: [learningRate], seeds: 1-2}
          report: {seeds: 101-103}
          grid: {normalization: [none, ln], learningRate: [0.01, 0.1]}
          fixed: {semantics: corrected}
          """, file: "sweep.yaml", experiments: [ToyExperiment(hasValidation: true, reportsValidation: false)])
    }
    #expect(
      text.contains(
        "selects by validationError, which the trials at normalization=none learningRate=0.01 do not report"))
  }

  @Test(arguments: [("1-3", [1, 2, 3]), ("7-7", [7])]) func seedsMayBeARange(text: String, seeds: [Int]) throws {
    #expect(try SweepsTests.plan(grid: "{normalization: [none]}", seeds: text).seeds == seeds)
  }
}
