import Layers
import Testing
import Trials

@testable import Experiments

@Suite struct ImbalancedMNISTTests {
  private let experiment: any Experiment

  init() throws {
    experiment = try ExperimentRegistry.experiment(named: "imbalanced-mnist")
  }

  /// A trial small enough to run in milliseconds: the embedded digits, 40 hidden units, a ragged last batch.
  private func specification(
    _ method: NormalizationMethod, _ semantics: Semantics = .corrected, seed: Int = 1,
    more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "semantics": .text(semantics.rawValue), "dataset": .text("optdigits"),
      "hiddenUnits": .integer(40), "batchSize": .integer(64), "epochs": .integer(2), "rareClasses": .integer(3),
      "rareFraction": .number(0.1), "learningRate": .number(0.02),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: seed)
  }

  private static let trainable = NormalizationMethod.allCases.flatMap { method in
    method.hasSemantics && !method.publishedKeepsRows
      ? [(method, Semantics.published), (method, .corrected)] : [(method, .corrected)]
  }

  @Test(arguments: trainable) func everyArmLearns(method: NormalizationMethod, semantics: Semantics) throws {
    let result = try experiment.run(try specification(method, semantics, more: ["epochs": .integer(5)]))
    let losses = result.curves["trainLoss"]!.map(\.value)
    // An epoch's last batch may hold one image, so that ten batches are averaged.
    let last = losses.suffix(10).reduce(0, +) / 10
    #expect(last < 0.6 * losses.first!, "the loss went from \(losses.first!) to \(last)")
    #expect(result.metrics["testError"]! < 60)
  }

  @Test(arguments: trainable) func interruptedAnywhereATrialEndsInTheSameBytes(
    method: NormalizationMethod, semantics: Semantics
  ) throws {
    let specification = try specification(method, semantics, more: ["probe": .boolean(true)])
    let undisturbed = try experiment.run(specification).encoded()
    let total = try experiment.stepCount(specification)
    // Cuts at the start, within an epoch, at its end, one step before the trial's.
    let resumed = try experiment.run(specification, interruptedAfter: [0, 1, total / 3, total / 2, total - 1])
    #expect(try resumed.encoded() == undisturbed)
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    for method in [NormalizationMethod.none, .bn, .ln, .wn, .rn, .rbn, .rln, .sn, .gain] {
      let specification = try specification(method, more: ["epochs": .integer(1), "hiddenUnits": .integer(33)])
      let bodies = try experiment.bodiesByResult(specification)
      #expect(bodies.count == 1, "\(method): \(bodies.values) differ")
    }
  }

  @Test func everyArmOfASeedStartsFromTheSameWeights() throws {
    let weights = try [NormalizationMethod.none, .ln, .rn, .wn, .gain].map { method in
      let trial = try experiment.makeTrial(try specification(method), resumingFrom: nil)
      return trial.parameters.first { $0.name == "fc2.weight" }!.elements
    }
    #expect(Set(weights).count == 1)
    let other = try experiment.makeTrial(try specification(.none, seed: 2), resumingFrom: nil)
    #expect(other.parameters.first { $0.name == "fc2.weight" }!.elements != weights[0])
  }

  @Test func probingDoesNotChangeWhatIsTrained() throws {
    let plain = try experiment.run(try specification(.ln))
    let probed = try experiment.run(try specification(.ln, more: ["probe": .boolean(true)]))
    #expect(plain.metrics == probed.metrics)
    #expect(probed.curves["codeLength.fc1"]!.count == probed.curves["trainLoss"]!.count)
    #expect(plain.curves["codeLength.fc1"] == nil)
  }

  @Test func theProbeOfRnIsTheLengthThatRnUses() throws {
    // Corrected semantics start at log 2 in the first layer, whatever the data.
    let probed = try experiment.run(try specification(.rn, more: ["probe": .boolean(true)]))
    #expect(abs(probed.curves["codeLength.fc1"]![0].value - 0.6931) < 1e-3)
  }

  @Test func publishedRbnIsRefusedWithTheRemedy() throws {
    #expect(throws: SettingConflict.self) { try specification(.rbn, .published) }
  }

  @Test func aRegularityArmMustStateItsSemantics() throws {
    let stated: [String: SettingValue] = ["normalization": .text("rn")]
    #expect(throws: SettingConflict.self) { try experiment.specification(stated, seed: 1) }
    _ = try experiment.specification(["normalization": .text("ln")], seed: 1)
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

  @Test func aDivergedTrialReportsItselfAsDiverged() throws {
    let result = try experiment.run(try specification(.rn, .published, more: ["learningRate": .number(10)]))
    let losses = try #require(result.curves["trainLoss"])
    #expect(result.outcome == .diverged(at: losses.last?.step) && losses.dropLast().allSatisfy(\.value.isFinite))
    #expect(result.metrics.isEmpty)
    // A network of NaN answers one class for all.
    #expect(result.curves["testError"]!.allSatisfy { $0.step < losses.last!.step })
  }
}
