import Layers
import Testing
import Trials

@testable import Experiments

/// The training images of a task and their batches.
@Suite struct TrainingImagesTests {
  private func specification(
    _ task: String, _ method: NormalizationMethod, _ more: [String: SettingValue]
  ) throws -> TrialSpecification {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "dataset": .text("optdigits"), "epochs": .integer(1),
      "hiddenUnits": .integer(8),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: 3)
  }

  private func steps(_ specification: TrialSpecification) throws -> Int {
    try ExperimentRegistry.experiment(named: specification.task).stepCount(specification)
  }

  private static let tasks = ["imbalanced-mnist", "mnist-rnn", "draw"]

  @Test(arguments: tasks) func imagesThatAreHeldOutAreNotTrainedOn(task: String) throws {
    let all = try specification(task, .none, ["batchSize": .integer(100)])
    let fewer = try specification(task, .none, ["batchSize": .integer(100), "heldOut": .integer(397)])
    #expect(try steps(all) == 14)
    #expect(try steps(fewer) == 10)
    #expect(all.identifier != fewer.identifier)
    let none = try specification(task, .none, ["batchSize": .integer(100), "heldOut": .integer(0)])
    #expect(none.identifier == all.identifier && none.settings["heldOut"] == nil)
    #expect(throws: SettingConflict.self) { try specification(task, .none, ["heldOut": .integer(699)]) }
  }

  @Test func heldOutImagesAreDrawnBySeedAndClassesThinnedAmongTheRest() throws {
    let dataset = try LoadedImages().load(.optdigits)
    func examples(_ heldOut: Int, rare: Int = 0, seed: Int) throws -> [Int32] {
      let settings: [String: SettingValue] = [
        "rareClasses": .integer(rare), "rareFraction": .number(0.1), "dataset": .text("optdigits"),
        "heldOut": .integer(heldOut),
      ]
      return Settings(ImbalancedImages(dataset: .optdigits), settings).examples(of: dataset, seed: seed)
    }
    let kept = try examples(400, seed: 1)
    #expect(kept.count == 997 && Set(kept).count == 997 && kept == kept.sorted())
    #expect(try examples(400, seed: 1) == kept)
    #expect(try examples(400, seed: 2) != kept)
    let thinned = try examples(400, rare: 5, seed: 1)
    #expect(thinned.count < 700 && Set(thinned).isSubset(of: kept))
  }

  /// 1,397 images are two batches of 698 and one image.
  @Test(arguments: tasks) func aLastBatchOfOneImageIsLeftOutUnderBatchNormAlone(task: String) throws {
    let size: [String: SettingValue] = ["batchSize": .integer(698)]
    #expect(try steps(specification(task, .bn, size)) == 2)
    #expect(try steps(specification(task, .none, size)) == 3)
    let two: [String: SettingValue] = ["batchSize": .integer(465)]
    #expect(try steps(specification(task, .bn, two)) == 4)
  }

  @Test func leftOutImagesDoNotCountInTheTrainingLoss() throws {
    let trial = try specification("mnist-rnn", .bn, ["batchSize": .integer(698)])
    let result = try ExperimentRegistry.experiment(named: "mnist-rnn").run(trial)
    let losses = result.curves["trainLoss"]!.map(\.value)
    #expect(losses.count == 2)
    #expect(abs(result.metrics["trainLoss"]! - (losses[0] + losses[1]) / 2) < 1e-6)
  }
}
