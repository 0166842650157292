import CKernels
import Experiments
import Layers
import Testing
import Trials

@Suite struct ImbalancedMNISTTests {
  private let experiment = try! ExperimentRegistry.experiment(named: "imbalanced-mnist")

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

  private func run(_ specification: TrialSpecification) throws -> TrialResult {
    try finish(try experiment.makeTrial(specification, resumingFrom: nil))
  }

  private func finish(_ trial: any Trial, steps: Int = .max) throws -> TrialResult {
    while true {
      if case .finished(let result) = try trial.advance(steps: min(steps, trial.progress.totalSteps)) { return result }
    }
  }

  private static let trainable = NormalizationMethod.allCases.flatMap { method in
    method.hasSemantics && method != .rbn
      ? [(method, Semantics.published), (method, .corrected)] : [(method, .corrected)]
  }

  @Test(arguments: trainable) func everyArmLearns(method: NormalizationMethod, semantics: Semantics) throws {
    let result = try run(try specification(method, semantics, more: ["epochs": .integer(5)]))
    let losses = result.curves["trainLoss"]!.map(\.value)
    // An epoch's last batch may hold one image: look at ten batches.
    let last = losses.suffix(10).reduce(0, +) / 10
    #expect(last < 0.6 * losses.first!, "the loss went from \(losses.first!) to \(last)")
    #expect(result.metrics["testError"]! < 60)
  }

  @Test(arguments: trainable) func interruptedAnywhereATrialEndsInTheSameBytes(
    method: NormalizationMethod, semantics: Semantics
  ) throws {
    let specification = try specification(method, semantics, more: ["probe": .boolean(true)])
    let undisturbed = try run(specification).encoded()
    var trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let total = trial.progress.totalSteps
    // Cuts at the start, within an epoch, at its end, one step before the trial's.
    var cuts = Set([0, 1, total / 3, total / 2, total - 1])
    var result: TrialResult?
    while result == nil {
      if cuts.remove(trial.progress.step) != nil {
        let checkpoint = try trial.checkpoint()
        trial = try experiment.makeTrial(specification, resumingFrom: checkpoint)
      }
      if case .finished(let finished) = try trial.advance(steps: 1) { result = finished }
    }
    #expect(cuts.isEmpty)
    #expect(try result!.encoded() == undisturbed)
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    let widest = regnorm_body()
    defer { regnorm_use_body(widest) }
    for method in [NormalizationMethod.none, .bn, .ln, .wn, .rn, .rbn, .rln, .sn, .gain] {
      let specification = try specification(method, more: ["epochs": .integer(1), "hiddenUnits": .integer(33)])
      var results: [String: [UInt8]] = [:]
      for body in [KernelBody.portable, .avx2, .avx512] where regnorm_use_body(body) {
        results[String(cString: regnorm_body_name(body))] = try run(specification).encoded()
      }
      #expect(Set(results.values).count == 1, "\(method): \(results.keys.sorted()) differ")
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
    let plain = try run(try specification(.ln))
    let probed = try run(try specification(.ln, more: ["probe": .boolean(true)]))
    #expect(plain.metrics == probed.metrics)
    #expect(probed.curves["codeLength.fc1"]!.count == probed.curves["trainLoss"]!.count)
    #expect(plain.curves["codeLength.fc1"] == nil)
  }

  @Test func theProbeOfRnIsTheLengthThatRnUses() throws {
    // Corrected semantics start at log 2 in the first layer, whatever the data.
    let probed = try run(try specification(.rn, more: ["probe": .boolean(true)]))
    #expect(abs(probed.curves["codeLength.fc1"]![0].value - 0.6931) < 1e-3)
  }

  @Test func publishedRbnIsRefusedWithTheWayOut() throws {
    #expect(throws: SettingConflict.self) { try specification(.rbn, .published) }
  }

  @Test func aRegularityArmMustStateItsSemantics() throws {
    let stated: [String: SettingValue] = ["normalization": .text("rn")]
    #expect(throws: SettingConflict.self) { try experiment.specification(stated, seed: 1) }
    _ = try experiment.specification(["normalization": .text("ln")], seed: 1)
  }

  @Test func anothersCheckpointIsRefused() throws {
    let checkpoint = try experiment.makeTrial(try specification(.rn), resumingFrom: nil).checkpoint()
    #expect(throws: (any Error).self) {
      try experiment.makeTrial(try specification(.rn, seed: 2), resumingFrom: checkpoint)
    }
    #expect(throws: (any Error).self) {
      try experiment.makeTrial(try specification(.rn), resumingFrom: Array(checkpoint.dropLast(9)))
    }
  }

  @Test func aDivergedTrialReportsItselfAsDiverged() throws {
    let result = try run(try specification(.rn, .published, more: ["learningRate": .number(10)]))
    #expect(result.metrics["testError"]!.isNaN)
  }
}
