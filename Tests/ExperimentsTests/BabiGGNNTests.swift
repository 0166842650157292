import Layers
import Testing
import Trials

@testable import Experiments

@Suite struct BabiGGNNTests {
  private let experiment: any Experiment

  init() throws {
    experiment = try ExperimentRegistry.experiment(named: "babi-ggnn")
  }

  /// A trial small enough to run in milliseconds: few stories of the generator, a ragged last batch.
  private func specification(
    _ method: NormalizationMethod, task: Int = 19, seed: Int = 1, more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "semantics": .text("corrected"), "babiTask": .text("\(task)"),
      "trainSize": .integer(24), "epochs": .integer(3), "testBatchSize": .integer(300),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: seed)
  }

  @Test(arguments: NormalizationMethod.allCases) func everyNormalizationTrains(method: NormalizationMethod) throws {
    let more: [String: SettingValue] = [
      "trainSize": .integer(100), "epochs": .integer(15), "learningRate": .number(0.005),
    ]
    let result = try experiment.run(try specification(method, more: more))
    let losses = result.curves["trainLoss"]!.map(\.value)
    let last = losses.suffix(10).reduce(0, +) / 10
    #expect(last < 0.8 * losses.first!, "the loss went from \(losses.first!) to \(last)")
    // Four directions: 25 % by chance.
    #expect(result.metrics["testAccuracy"]! > 40)
  }

  @Test(arguments: [18, 19]) func aTaskIsLearnt(task: Int) throws {
    let more: [String: SettingValue] = [
      "trainSize": .integer(250), "epochs": .integer(20), "learningRate": .number(0.005),
    ]
    let result = try experiment.run(try specification(.none, task: task, more: more))
    #expect(result.metrics["testAccuracy"]! > 90)
  }

  @Test(arguments: NormalizationMethod.allCases) func interruptedAtRandomStepsATrialEndsInTheSameBytes(
    method: NormalizationMethod
  ) throws {
    let more: [String: SettingValue] = [
      "probe": .boolean(true), "historyReset": .text("epoch"), "optimizerReset": .text("epoch"),
    ]
    let specification = try specification(method, more: more)
    let undisturbed = try experiment.run(specification).encoded()
    let total = try experiment.stepCount(specification)
    // The cuts include an epoch's end, where resets happen.
    let cuts = cuts(3, of: total, seed: 7).union([total / 3])
    let resumed = try experiment.run(specification, interruptedAfter: cuts).encoded()
    #expect(resumed == undisturbed, "interrupted after steps \(cuts.sorted())")
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    // Other tests compare the normalizations' own kernels; this test covers the kernels of graphs.
    for method in [NormalizationMethod.none, .wn, .sn] {
      let more: [String: SettingValue] = ["hiddenUnits": .integer(9), "epochs": .integer(1)]
      let bodies = try experiment.bodiesByResult(try specification(method, more: more))
      #expect(bodies.count == 1, "\(method): \(bodies.values) differ")
    }
  }

  @Test(arguments: ["historyReset", "optimizerReset"]) func aResetChangesTrainingOnlyAfterTheFirstEpoch(
    setting: String
  ) throws {
    let plain = try experiment.run(try specification(.rn)).curves["trainLoss"]!
    let reset = try experiment.run(try specification(.rn, more: [setting: .text("epoch")])).curves["trainLoss"]!
    let epoch = plain.count / 3
    #expect(Array(plain[..<epoch]) == Array(reset[..<epoch]))
    #expect(plain.last != reset.last)
  }

  @Test func theMultiplierIsLeftOutOfTheTestOnly() throws {
    let on = try experiment.run(try specification(.rn))
    let off = try experiment.run(try specification(.rn, more: ["testMultiplier": .text("off")]))
    #expect(on.curves["trainLoss"] == off.curves["trainLoss"])
    #expect(on.curves["testLoss"] != off.curves["testLoss"])
    // A LayerNorm is no multiplier.
    let (layerNormOn, layerNormOff) = (
      try experiment.run(try specification(.ln)),
      try experiment.run(try specification(.ln, more: ["testMultiplier": .text("off")]))
    )
    #expect(layerNormOn == layerNormOff)
  }

  @Test func aFoldIsTheSeedsOwnUnlessStated() throws {
    let seeds = try [1, 2].map { try experiment.run(try specification(.none, seed: $0)) }
    let stated = try [1, 2].map { seed in
      try experiment.run(try specification(.none, seed: seed, more: ["fold": .integer(1), "epochs": .integer(1)]))
    }
    let ofSeedOne = try experiment.run(try specification(.none, more: ["epochs": .integer(1)]))
    #expect(seeds[0] != seeds[1])
    #expect(stated[0] == ofSeedOne)
    #expect(stated[0] != stated[1])
  }

  @Test func identityNamesTheFilesThatMayBeRead() throws {
    func data(_ more: [String: SettingValue]) throws -> [String] {
      try specification(.none, more: more).data.map(\.name)
    }
    #expect(try data([:]) == [])
    #expect(try data(["source": .text("files"), "fold": .integer(3)]) == ["babi-ggnn/processed_3/task_19"])
    #expect(try data(["source": .text("files")]).count == 10)
  }

  @Test func impossibleSettingsAreRefusedWithTheRemedy() throws {
    for more: [String: SettingValue] in [
      ["babiTask": .text("15")], ["propagationSteps": .integer(1)],
      ["normalization": .text("rbn"), "semantics": .text("published")],
    ] {
      #expect(throws: SettingConflict.self) { try specification(.none, more: more) }
    }
    #expect(throws: SettingError.self) { try specification(.none, more: ["babiTask": .text("7")]) }
    #expect(throws: SettingError.self) { try specification(.none, more: ["historyReset": .text("always")]) }
  }

  @Test func theCheckpointOfAnotherTrialIsRefused() throws {
    let checkpoint = try experiment.makeTrial(try specification(.rn), resumingFrom: nil).checkpoint()
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(.rn, seed: 2), resumingFrom: checkpoint)
    }
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(.rn), resumingFrom: Array(checkpoint.dropLast(9)))
    }
  }
}
