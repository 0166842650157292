import Experiments
import Testing
import Trials

/// The declarations of tasks, compared with the reports of their trials.
@Suite struct VocabularyTests {
  /// A short trial of every task, with every setting that adds a curve or a metric.
  private static let trials: [(task: String, settings: [String: SettingValue])] = [
    ("imbalanced-mnist", scoredImages),
    ("mnist-rnn", scoredImages.merging(["epochs": .integer(1), "timeSteps": .integer(2)]) { $1 }),
    ("cartpole-dqn", playedEpisodes.merging(["episodes": .integer(20)]) { $1 }),
    ("lunarlander-dqn", playedEpisodes.merging(["episodes": .integer(3)]) { $1 }),
    (
      "redbluedoors-ppo",
      [
        "environments": .integer(4), "framesPerUpdate": .integer(8), "batchSize": .integer(16), "frames": .integer(600),
        "environment": .text("empty-5x5"), "evaluationEpisodes": .integer(1), "validationEpisodes": .integer(1),
      ]
    ),
    (
      "draw",
      [
        "epochs": .integer(1), "drawingSteps": .integer(2), "rareClasses": .integer(9), "heldOut": .integer(300),
        "validation": .boolean(true),
      ]
    ),
    ("babi-ggnn", ["trainSize": .integer(20), "epochs": .integer(1), "validationSize": .integer(10)]),
  ]

  private static let scoredImages: [String: SettingValue] = [
    "dataset": .text("optdigits"), "hiddenUnits": .integer(8), "rareClasses": .integer(3), "heldOut": .integer(300),
    "validation": .boolean(true), "classErrors": .boolean(true),
  ]

  private static let playedEpisodes: [String: SettingValue] = [
    "hiddenUnits": .integer(8), "evaluationEpisodes": .integer(1), "validationEpisodes": .integer(1),
  ]

  @Test func everyTaskHasAShortTrialHere() {
    #expect(Self.trials.map(\.task) == ExperimentRegistry.all.map(\.task.name))
  }

  @Test(arguments: trials.indices) func aTrialReportsWhatItsTaskDeclaresAndNothingElse(index: Int) throws {
    let (name, settings) = Self.trials[index]
    let experiment = try ExperimentRegistry.experiment(named: name)
    let stated = settings.merging(["normalization": .text("none"), "probe": .boolean(true)]) { $1 }
    let result = try experiment.run(try experiment.specification(stated, seed: 1))
    let declared = experiment.task.curves
    let curves = try result.curves.keys.map { try #require(experiment.task.curve($0), "\($0) is not declared") }
    #expect(Set(curves.map(\.name)) == Set(declared.map(\.name)))
    // A run that does not solve its task does not report when it did.
    let unsolved: Set = ["solvedAt", "framesToReturn90"]
    #expect(Set(result.metrics.keys).union(unsolved) == Set(experiment.task.metrics.map(\.name)).union(unsolved))
    for curve in curves {
      if let metric = experiment.task.metrics.first(where: { $0.name == curve.name }) {
        #expect(curve.unit == metric.unit)
      }
    }
  }

  @Test func codeLengthsAreOfPlacesInANetwork() throws {
    let experiment = try ExperimentRegistry.experiment(named: "cartpole-dqn")
    let curve = try #require(experiment.task.curve("codeLength.target.fc2"))
    #expect(curve.place == NetworkPlace(net: "target", layer: "fc2") && curve.axis == .update)
    #expect(experiment.task.curve("episodeReturn")?.axis == .episode)
  }
}
