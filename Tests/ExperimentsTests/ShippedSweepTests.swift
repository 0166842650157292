import Experiments
import Foundation
import Plans
import Sweeps
import Testing
import Trials

/// The sweep files that come with the product, read with the tasks' own vocabularies.
@Suite struct ShippedSweepTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sweeps")

  @Test(arguments: [
    ("mnist-rnn", 24, 120), ("mnist-rnn-full", 120, 600), ("babi", 30, 300), ("babi-full", 128, 1280),
  ]) func aSweepHasTheCellsAndTrialsThatItsCommentStates(name: String, cells: Int, trials: Int) throws {
    let path = Self.folder.appending(path: "\(name).yaml").path
    let plan = try Plan(contentsOf: path, experiments: ExperimentRegistry.all)
    #expect((plan.cells.count, plan.trials.count) == (cells, trials))
    #expect(plan.metric.name == "testAccuracy")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\(trials == 1280 ? "1,280" : "\(trials)") trials"))
  }

  @Test func thePublishedPoleSweepHasTheSizeAndTheEndThatWerePublished() throws {
    let path = Self.folder.appending(path: "cartpole-full.yaml").path
    let plan = try Plan(contentsOf: path, experiments: ExperimentRegistry.all)
    #expect((plan.cells.count, plan.seeds.count, plan.trials.count) == (10, 50, 500))
    for trial in plan.trials {
      let settings = trial.specification.settings
      #expect(settings["stepLimit"] == .integer(500) && settings["truncation"] == .text("terminal"))
      #expect(settings["episodes"] == .integer(2000) && settings["semantics"] == .text("published"))
    }
  }

  @Test func thePublishedDoorsAreLearnedWithoutMemoryInThePublishedMinibatches() throws {
    let path = Self.folder.appending(path: "redbluedoors-full.yaml").path
    let plan = try Plan(contentsOf: path, experiments: ExperimentRegistry.all)
    #expect((plan.cells.count, plan.seeds.count, plan.trials.count) == (10, 5, 50))
    for trial in plan.trials {
      let settings = trial.specification.settings
      #expect(settings["memory"] == .boolean(false) && settings["recurrence"] == .integer(1))
      #expect(settings["minibatches"] == .text("published") && settings["frames"] == .integer(10_000_000))
    }
  }

  @Test func theTunedSweepSearchesEveryArmAlikeAndReportsFreshSeeds() throws {
    let path = Self.folder.appending(path: "imbalanced-mnist-tuned.yaml").path
    let plan = try Plan(contentsOf: path, experiments: ExperimentRegistry.all)
    #expect((plan.cells.count, plan.trials.count) == (60, 600))
    let rule = try #require(plan.selectionRule)
    #expect(rule.axes == ["learningRate"] && rule.reportSeeds.count * 12 == 240)
  }

  @Test func theComparisonWithTheControlHasTheControlAfterLayerNormToo() throws {
    let path = Self.folder.appending(path: "regularity-or-gain.yaml").path
    let plan = try Plan(contentsOf: path, experiments: ExperimentRegistry.all)
    #expect((plan.cells.count, plan.trials.count) == (20, 160))
    #expect(plan.axes[0].values.map(\.description) == ["rn", "rln", "ln+rn", "gain", "ln+gain"])
  }

  @Test func aSweepThatReportsEvaluationsAsksForThem() throws {
    var found = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) where file.hasSuffix(".yaml") {
      let plan = try Plan(
        contentsOf: Self.folder.appending(path: file).path, experiments: ExperimentRegistry.all)
      guard plan.metric.name.hasPrefix("evaluation") else { continue }
      found += 1
      #expect(
        plan.trials.allSatisfy { $0.specification.settings["evaluationEpisodes"] == .integer(100) }, "\(file)")
    }
    #expect(found >= 2)
  }
}
