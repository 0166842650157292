import Experiments
import Foundation
import Sweeps
import Testing

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
}
