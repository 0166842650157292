import Foundation
import Plans
import Sweeps
import Testing
import Trials

@Suite struct PlanSummaryTests {
  private func summary(done count: Int?) throws -> PlanSummary {
    let plan = try plan(
      """
      task: imbalanced-mnist
      seeds: 2
      fixed: {semantics: published, epochs: 2}
      grid: {normalization: [none, rn, ln], rareClasses: [0, 4, 7]}
      table: {reference: none}
      """)
    return PlanSummary(
      plan, task: ToyExperiment().task, directory: plan.defaultDirectory,
      done: count.map { Set(plan.trials.prefix($0).map(\.identifier)) })
  }

  @Test func theTextSaysWhatIsSweptAndWhatIsDone() throws {
    #expect(
      try summary(done: 10).text == """
        Sweep    sweep
        Task     imbalanced-mnist (version 1): Digits of which some classes are rare.
        Metric   testError (%), minimize
        Axes     normalization  none rn ln
                 rareClasses    0 4 7
        Fixed    semantics      published
                 rareFraction   0.01 (default)
                 dataset        mnist (default)
                 epochs         2
                 batchSize      128 (default)
                 learningRate   0.01 (default)
                 momentum       0.9 (default)
                 hiddenUnits    1000 (default)
                 testBatchSize  0 (default)
                 probe          false (default)
        Seeds    2: 1 2
        Table    rows normalization, columns rareClasses, reference none
        Results  results/sweep
        Trials   18: 10 done, 8 to run
        Cells    9:
                 normalization=none rareClasses=0  2 of 2 done
                 normalization=none rareClasses=4  1 of 2 done
                 normalization=none rareClasses=7  1 of 2 done
                 normalization=rn rareClasses=0    1 of 2 done
                 normalization=rn rareClasses=4    1 of 2 done
                 normalization=rn rareClasses=7    1 of 2 done
                 normalization=ln rareClasses=0    1 of 2 done
                 normalization=ln rareClasses=4    1 of 2 done
                 … and 1 more

        """)
  }

  @Test func missingResultsAreReportedAsMissing() throws {
    let text = try summary(done: nil).text
    #expect(text.contains("Results  results/sweep (nothing there yet)\n"))
    #expect(text.contains("Trials   18: 0 done, 18 to run\n"))
  }

  @Test func resultsThatLeaveTheTableAreNamedWithTheResults() throws {
    let older = try plan(grid: "{normalization: [none, rn], rareClasses: [0]}")
    let newer = try plan(grid: "{normalization: [rn], rareClasses: [0]}")
    let results = Set(older.trials.map(\.identifier))
    let summary = PlanSummary(
      newer, task: ToyExperiment().task, directory: "r", done: results,
      change: PlanChange(from: older, to: newer, task: ToyExperiment().task, results: results))
    #expect(
      summary.text.contains(
        """
        Results  r
                 2 of 4 results so far leave the table, because the sweep file changed:
                   normalization: rn, was none rn
                 Nothing is deleted. To bring the results back into the table, undo the changes and run the file again.
        Trials   2: 2 done, 0 to run

        """))
    #expect(try summary.json().contains(#""leavingResults" : 2"#))
  }

  @Test func theNamesOfAChoiceAreSpeltOut() {
    let task = TaskDescription(
      name: "toy", version: 1, summary: "A toy.",
      settings: [
        Setting(
          "layer", .choice(["sn", "rln", "plain"]), default: .text("sn"), help: "The layer.",
          meanings: ["rln": "regularity layer normalization", "sn": "saliency normalization"])
      ], metrics: [])
    #expect(
      task.help.contains(
        "default sn\n        sn   saliency normalization\n        rln  regularity layer normalization\n"))
  }

  @Test func theJSONHoldsEveryTrialWithItsIdentity() throws {
    let summary = try summary(done: 1)
    let json = try JSONSerialization.jsonObject(with: Data(summary.json().utf8)) as? [String: Any]
    let cells = try #require(json?["cells"] as? [[String: Any]])
    #expect(cells.count == 9)
    let coordinates = try #require(cells.last?["coordinates"] as? [String: Any])
    #expect(coordinates["normalization"] as? String == "ln")
    #expect(coordinates["rareClasses"] as? Int == 7)
    let trials = try #require(cells.first?["trials"] as? [[String: Any]])
    #expect(trials.map { $0["done"] as? Bool } == [true, false])
    #expect(trials.first?["identifier"] as? String == summary.plan.trials[0].identifier.description)
    #expect(json?["planned"] as? Int == 18)
    #expect(json?["done"] as? Int == 1)
  }

  @Test func theHelpOfATaskNamesEverySettingAndMetric() {
    let task = ToyExperiment().task
    #expect(task.help.contains("  semantics\n      The form of the regularity normalizations.\n"))
    #expect(task.help.contains("      one of published, corrected; no default: must be stated\n"))
    #expect(task.help.contains("      an integer from 0 to 9; default 0\n"))
    #expect(task.help.contains("  testError (%)     minimize: Wrong answers on the test set.\n"))
    #expect(TaskDescription.list([task]) == "imbalanced-mnist  Digits of which some classes are rare.\n")
  }
}
