import Experiments
import Layers
import Testing
import Trials

@Suite struct MNISTRNNTests {
  private let experiment: any Experiment

  init() throws {
    experiment = try ExperimentRegistry.experiment(named: "mnist-rnn")
  }

  /// A trial small enough to run in milliseconds: the embedded digits, 20 hidden units, a ragged last batch.
  private func specification(
    _ method: NormalizationMethod, seed: Int = 1, more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "semantics": .text("corrected"), "dataset": .text("optdigits"),
      "hiddenUnits": .integer(20), "batchSize": .integer(64), "epochs": .integer(2), "learningRate": .number(0.02),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: seed)
  }

  @Test(arguments: NormalizationMethod.allCases) func everyNormalizationTrains(method: NormalizationMethod) throws {
    // The learning rate is small, because a multiplier within a recurrence makes the gradient grow from step to step.
    let more: [String: SettingValue] = ["epochs": .integer(6), "learningRate": .number(0.002)]
    let result = try experiment.run(try specification(method, more: more))
    let losses = result.curves["trainLoss"]!.map(\.value)
    let last = losses.suffix(10).reduce(0, +) / 10
    #expect(last < 0.75 * losses.first!, "the loss went from \(losses.first!) to \(last)")
    #expect(result.metrics["testAccuracy"]! > 50)
  }

  @Test(arguments: NormalizationMethod.allCases) func interruptedAtRandomStepsATrialEndsInTheSameBytes(
    method: NormalizationMethod
  ) throws {
    let specification = try specification(method, more: ["probe": .boolean(true), "rareClasses": .integer(3)])
    let undisturbed = try experiment.run(specification).encoded()
    let cuts = cuts(3, of: try experiment.stepCount(specification), seed: 11)
    let resumed = try experiment.run(specification, interruptedAfter: cuts).encoded()
    #expect(resumed == undisturbed, "interrupted after steps \(cuts.sorted())")
  }

  @Test(arguments: ["rnn", "lstm", "gru"]) func everyCellLearnsAndResumes(cell: String) throws {
    let specification = try specification(
      .ln, more: ["cell": .text(cell), "epochs": .integer(4), "history": .text("shared")])
    let result = try experiment.run(specification)
    #expect(result.metrics["testAccuracy"]! > 70)
    let cuts = cuts(2, of: try experiment.stepCount(specification), seed: 5)
    #expect(try experiment.run(specification, interruptedAfter: cuts) == result)
  }

  @Test(arguments: ["rnn", "lstm", "gru"]) func theBytesOfAResultDoNotDependOnTheProcessor(cell: String) throws {
    // Other tests compare the normalizations' own kernels; this test covers the kernels of recurrence.
    for method in [NormalizationMethod.wn, .sn] {
      let more: [String: SettingValue] = [
        "cell": .text(cell), "epochs": .integer(1), "hiddenUnits": .integer(17), "batchSize": .integer(200),
      ]
      let bodies = try experiment.bodiesByResult(try specification(method, more: more))
      #expect(bodies.count == 1, "\(method): \(bodies.values) differ")
    }
  }

  @Test func aHistoryIsSharedWhereStated() throws {
    func firstLoss(_ method: NormalizationMethod, _ history: String) throws -> Double {
      let more: [String: SettingValue] = ["history": .text(history), "epochs": .integer(1)]
      return try experiment.run(try specification(method, more: more)).curves["trainLoss"]![0].value
    }
    // In the first batch the control multiplies by log 2 at every step with its own history, and by log 2, log 3, log
    // 4, log 5 at four steps that share one.
    #expect(try firstLoss(.gain, "perStep") != firstLoss(.gain, "shared"))
    #expect(try firstLoss(.ln, "perStep") == firstLoss(.ln, "shared"))
  }

  @Test func underThePublishedHistoryTheControlCountsABatchOnceAndEveryStepReadsTheSameCount() throws {
    func losses(_ history: String) throws -> [Double] {
      try experiment.run(try specification(.gain, more: ["history": .text(history)])).curves["trainLoss"]!.map(\.value)
    }
    let published = try losses("published")
    #expect(try losses("perStep") == published)
    #expect(try losses("shared") != published)
  }

  @Test(arguments: [NormalizationMethod.rn, .rln, .lnThenRn, .sn, .gain, .bn])
  func aTrialUnderThePublishedHistoryResumesAndDiffersFromTheOtherHistories(method: NormalizationMethod) throws {
    func specification(_ history: String) throws -> TrialSpecification {
      let more: [String: SettingValue] = [
        "history": .text(history), "semantics": .text("published"), "learningRate": .number(0.002),
      ]
      return try self.specification(method, more: more)
    }
    let published = try specification("published")
    let result = try experiment.run(published)
    let cuts = cuts(3, of: try experiment.stepCount(published), seed: 17)
    #expect(try experiment.run(published, interruptedAfter: cuts).encoded() == result.encoded())
    for other in method == .gain ? ["shared"] : ["shared", "perStep"] {
      #expect(try experiment.run(try specification(other)).encoded() != result.encoded(), "\(other)")
    }
  }

  @Test func everyTimeStepHasAProbeThatStartsAtLogTwo() throws {
    let probed = try experiment.run(try specification(.rn, more: ["probe": .boolean(true)]))
    for step in 1...5 {
      #expect(abs(probed.curves["codeLength.h.step\(step)"]![0].value - 0.6931) < 1e-3)
    }
  }

  @Test func accuracyAndErrorAreReportedTogether() throws {
    let specification = try specification(.none)
    let result = try experiment.run(specification)
    #expect(abs(result.metrics["testAccuracy"]! + result.metrics["testError"]! - 100) < 1e-9)
    #expect(result.curves["testAccuracy"]!.count == 2)
    let settings = experiment.task.completed(specification.settings)
    let reported = experiment.task.metrics.filter { experiment.reports($0, with: settings) }
    #expect(Set(reported.map(\.name)) == Set(result.metrics.keys))
    #expect(experiment.task.metrics[0].direction == .maximize)
  }

  @Test func impossibleSettingsAreRefusedWithTheRemedy() throws {
    let stated: [String: SettingValue] = ["normalization": .text("rn")]
    #expect(throws: SettingConflict.self) { try experiment.specification(stated, seed: 1) }
    #expect(throws: SettingConflict.self) { try specification(.rbn, more: ["semantics": .text("published")]) }
    #expect(throws: SettingConflict.self) { try specification(.rn, more: ["history": .text("published")]) }
    #expect(throws: SettingError.self) { try specification(.none, more: ["cell": .text("elman")]) }
  }
}
