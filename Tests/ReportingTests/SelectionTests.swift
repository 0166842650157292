import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

/// What a search chooses for every arm, and what is said of the choice.
@Suite struct SelectionTests {
  private static let metric = Metric(
    name: "validationError", unit: "%", direction: .minimize, help: "", on: .validation)

  /// Two arms × three rates × `seeds`; the metric is given by arm and rate.
  private func search(seeds: Int = 8, divergences: DivergenceRule = .exclude) -> Plan {
    let rates = Axis(name: "rate", values: [.number(0.01), .number(0.1), .number(1)])
    let plan = samplePlan(
      axes: [normalizations("none", "ln"), rates], seeds: Array(1...seeds), divergences: divergences)
    let rule = SelectionRule(
      metric: Self.metric, axes: ["rate"], seeds: plan.seeds, reportSeeds: [101, 102])
    return Plan(
      name: plan.name, task: plan.task, metric: plan.metric, metrics: plan.metrics + [Self.metric], axes: plan.axes,
      layout: plan.layout, cells: plan.cells, seeds: plan.seeds, trials: plan.trials, stage: .selecting(rule))
  }

  /// none is best at 0.1, and as good at 1; ln is best at 0.01.
  private func outcomes(
    of plan: Plan, changing change: (PlannedTrial) -> TrialOutcome? = { _ in nil }
  ) -> [TrialIdentifier: TrialOutcome] {
    let means: [String: [Double: Double]] = ["none": [0.01: 30, 0.1: 20, 1: 20.03], "ln": [0.01: 10, 0.1: 15, 1: 25]]
    return Dictionary(
      uniqueKeysWithValues: plan.trials.map { trial in
        let settings = trial.specification.settings
        let mean = means[settings["normalization"]!.description]![settings["rate"]!.numeric!]!
        let noise = Double((trial.specification.seed * 7 + Int((mean * 100).rounded())) % 5) / 10
        return (trial.identifier, change(trial) ?? ["validationError": mean + noise, "testError": 0])
      })
  }

  private func report(_ plan: Plan, _ outcomes: [TrialIdentifier: TrialOutcome]) throws -> Plan {
    try #require(try plan.report(choosingBy: outcomes))
  }

  @Test func everyArmRunsItsBestCandidateOnFreshSeeds() throws {
    let plan = search()
    let report = try report(plan, outcomes(of: plan))
    #expect(report.axes.map(\.name) == ["normalization"])
    #expect(report.seeds == [101, 102])
    let rates = report.trials.map { $0.specification.settings["rate"] }
    #expect(rates == [.number(0.1), .number(0.01), .number(0.1), .number(0.01)])
    #expect(Set(report.trials.map(\.identifier)).isDisjoint(with: plan.trials.map(\.identifier)))
  }

  @Test func theWordsSayWhatWasChosenHowFlatTheOptimumIsAndWhereItLiesOnTheEdge() throws {
    let plan = search()
    let text = try #require(SelectionText(of: try report(plan, outcomes(of: plan)))).text
    #expect(
      text.contains(
        "rate of each arm chosen by its mean validationError over 8 seeds (1–8), from 3 candidates of every arm "
          + "(24 trials an arm)."))
    let lines = text.split(separator: "\n")
    #expect(
      lines[1].hasPrefix("  normalization=none: rate=0.1 (20.") && lines[1].contains("not shown to differ: rate=1.0"))
    #expect(
      lines[2].hasPrefix("  normalization=ln: rate=0.01 (10.") && lines[2].hasSuffix("rate on the edge of its range"))
  }

  @Test func whereTheSearchHasTooFewSeedsNothingIsCalledAsGood() throws {
    let plan = search(seeds: 4)
    let text = try #require(SelectionText(of: try report(plan, outcomes(of: plan)))).text
    #expect(text.contains("; 4 seeds cannot tell it from any other"))
    #expect(!text.contains("not shown to differ"))
  }

  @Test func theTableOfTheReportStatesTheSearch() throws {
    let plan = search()
    let report = try report(plan, outcomes(of: plan))
    let table = try Table(of: report, metrics: [:])
    for format in [TableFormat.text, .markdown, .latex, .typst, .html] {
      let text = table.rendered(as: format)
      #expect(text.contains("rate of each arm chosen by its mean validationError"), "\(format)")
      #expect(text.contains("The choice of 1 of 2 arms lies on the edge of its range"), "\(format)")
    }
  }

  @Test func aCandidateWithADivergedRunComesAfterThoseWithoutUnlessItCountsAsTheWorst() throws {
    func chosen(_ rule: DivergenceRule) throws -> SettingValue? {
      let plan = search(divergences: rule)
      let results = outcomes(of: plan) { trial in
        let settings = trial.specification.settings
        return settings["normalization"] == .text("ln") && settings["rate"] == .number(0.01)
          && trial.specification.seed == 3
          ? .diverged(at: 7) : nil
      }
      return try report(plan, results).trials[1].specification.settings["rate"]
    }
    #expect(try chosen(.exclude) == .number(0.1))
    #expect(try chosen(.worst(20)) == .number(0.01), "11.4 on average is still better than 15.2")
    #expect(try chosen(.worst(100)) == .number(0.1))
  }

  @Test func nothingIsChosenBeforeEveryTrialHasAResultWithTheMetric() throws {
    let plan = search()
    var results = outcomes(of: plan)
    results[plan.trials[3].identifier] = ["testError": 1]
    #expect(
      throws: IncompleteSelection(trial: "normalization=ln rate=0.01 seed=1", metric: "validationError")
    ) { try plan.report(choosingBy: results) }
    results[plan.trials[3].identifier] = nil
    #expect(throws: IncompleteSelection(trial: "normalization=ln rate=0.01 seed=1", metric: nil)) {
      try plan.report(choosingBy: results)
    }
  }
}
