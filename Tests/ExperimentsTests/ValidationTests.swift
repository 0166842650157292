import Experiments
import Testing
import Trials

/// Validation examples, apart from those of training and test.
@Suite struct ValidationTests {
  /// A small trial of every task, the setting that asks for a validation, and what goes with it.
  struct Case: CustomTestStringConvertible, Sendable {
    let task: String
    let settings: [String: SettingValue]
    let asking: [String: SettingValue]
    let metrics: [String]
    var testDescription: String { task }
  }

  private static let images: [String: SettingValue] = [
    "dataset": .text("optdigits"), "hiddenUnits": .integer(12), "epochs": .integer(2), "heldOut": .integer(300),
    "rareClasses": .integer(3), "rareFraction": .number(0.1),
  ]
  static let cases = [
    Case(
      task: "imbalanced-mnist", settings: images, asking: ["validation": .boolean(true)],
      metrics: ["validationError", "validationLoss"]),
    Case(
      task: "mnist-rnn", settings: images, asking: ["validation": .boolean(true)],
      metrics: ["validationAccuracy", "validationError", "validationLoss"]),
    Case(
      task: "draw", settings: images.merging(["hiddenUnits": .integer(6), "drawingSteps": .integer(2)]) { $1 },
      asking: ["validation": .boolean(true)],
      metrics: ["validationKL", "validationLoss", "validationReconstruction"]),
    Case(
      task: "babi-ggnn", settings: ["babiTask": .text("18"), "trainSize": .integer(20), "epochs": .integer(1)],
      asking: ["validationSize": .integer(50)],
      metrics: ["validationAccuracy", "validationError", "validationLoss"]),
    Case(
      task: "cartpole-dqn",
      settings: ["episodes": .integer(40), "hiddenUnits": .integer(8), "evaluationEpisodes": .integer(3)],
      asking: ["validationEpisodes": .integer(4)], metrics: ["validationReturn", "validationSuccess"]),
    Case(
      task: "redbluedoors-ppo",
      settings: [
        "environment": .text("empty-5x5"), "frames": .integer(512), "environments": .integer(4),
        "framesPerUpdate": .integer(32), "batchSize": .integer(32), "evaluationEpisodes": .integer(3),
      ], asking: ["validationEpisodes": .integer(4)], metrics: ["validationReturn", "validationSuccess"]),
  ]

  private func specification(_ test: Case, asking: Bool) throws -> TrialSpecification {
    let experiment = try ExperimentRegistry.experiment(named: test.task)
    var settings = test.settings.merging(["normalization": .text("ln")]) { own, _ in own }
    if asking { settings.merge(test.asking) { _, new in new } }
    return try experiment.specification(settings, seed: 2)
  }

  @Test(arguments: cases) func aValidationAddsItsMetricsAndChangesNoOther(test: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: test.task)
    let without = try experiment.run(specification(test, asking: false))
    let with = try experiment.run(specification(test, asking: true))
    #expect(Set(with.metrics.keys).subtracting(without.metrics.keys).sorted() == test.metrics)
    #expect(without.metrics.allSatisfy { with.metrics[$0.key] == $0.value })
    #expect(without.curves.allSatisfy { with.curves[$0.key] == $0.value })
    #expect(with.pictures == without.pictures)
  }

  @Test(arguments: cases) func aTrialWithoutAValidationIsWhatItWasBeforeThereWasOne(test: Case) throws {
    let settings = try specification(test, asking: false).settings
    #expect(test.asking.keys.allSatisfy { settings[$0] == nil })
  }

  @Test(arguments: cases) func interruptedAnywhereAValidatedTrialEndsInTheSameBytes(test: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: test.task)
    let specification = try specification(test, asking: true)
    let undisturbed = try experiment.run(specification).encoded()
    let total = try experiment.stepCount(specification)
    let resumed = try experiment.run(specification, interruptedAfter: [1, total / 2, total - 1])
    #expect(try resumed.encoded() == undisturbed)
  }

  @Test(arguments: cases) func metricsOfAValidationAreDeclaredAsSuchAndReportedWhereAsked(test: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: test.task)
    let metrics = experiment.task.metrics.filter { test.metrics.contains($0.name) }
    #expect(metrics.map(\.name).sorted() == test.metrics)
    for metric in metrics {
      #expect(metric.examples == .validation)
      for asking in [false, true] {
        let settings = experiment.task.completed(try specification(test, asking: asking).settings)
        #expect(experiment.reports(metric, with: settings) == asking)
      }
    }
  }

  @Test func aValidationWithoutImagesIsRefused() throws {
    let experiment = try ExperimentRegistry.experiment(named: "imbalanced-mnist")
    #expect(throws: SettingConflict.self) {
      try experiment.specification(["normalization": .text("none"), "validation": .boolean(true)], seed: 1)
    }
  }

  @Test func theErrorsOfRareAndFrequentClassesMakeUpTheErrorOfAll() throws {
    let experiment = try ExperimentRegistry.experiment(named: "imbalanced-mnist")
    let settings = Self.images.merging([
      "normalization": .text("none"), "validation": .boolean(true), "classErrors": .boolean(true),
      "rareFraction": .number(0.01), "hiddenUnits": .integer(30), "epochs": .integer(4),
    ]) { $1 }
    let metrics = try experiment.run(experiment.specification(settings, seed: 1)).metrics
    let (all, rare, frequent) = (metrics["testError"]!, metrics["rareError"]!, metrics["frequentError"]!)
    #expect(rare > frequent + 20, "a class of one training image is hardly learned")
    let share = (all - frequent) / (rare - frequent)
    // Three of ten classes, each of about 40 of the 400 test images.
    #expect(abs(share - 0.3) < 0.05)
    #expect(metrics["validationRareError"]! > metrics["validationFrequentError"]! + 20)
    let plain = try experiment.run(
      experiment.specification(settings.merging(["classErrors": .boolean(false)]) { $1 }, seed: 1)
    ).metrics
    #expect(plain.allSatisfy { metrics[$0.key] == $0.value } && plain["rareError"] == nil)
  }
}
