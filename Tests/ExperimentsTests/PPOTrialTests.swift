import CKernels
import Layers
import Testing
import Trials

@testable import Experiments

@Suite struct PPOTrialTests {
  private let experiment = RedBlueDoorsPPO()

  struct Arm: Sendable, CustomTestStringConvertible {
    let method: NormalizationMethod
    let semantics: Semantics
    let placement: String

    var testDescription: String { "\(method.rawValue) \(semantics.rawValue) \(placement)" }

    static let all = NormalizationMethod.allCases.flatMap { method in
      (method.hasSemantics ? [Semantics.published, .corrected] : [.corrected]).flatMap { semantics in
        (method.fewestFeatures > 1 ? ["default"] : ["default", "published"]).map {
          Arm(method: method, semantics: semantics, placement: $0)
        }
      }
    }
  }

  /// A trial of some milliseconds: four environments of eight frames, minibatches of four sub-sequences of four.
  private func specification(
    _ arm: Arm = Arm(method: .none, semantics: .corrected, placement: "default"), seed: Int = 1,
    more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(arm.method.rawValue), "semantics": .text(arm.semantics.rawValue),
      "placement": .text(arm.placement), "environments": .integer(4), "framesPerUpdate": .integer(8),
      "batchSize": .integer(16), "frames": .integer(160), "environment": .text("empty-5x5"),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: seed)
  }

  private func run(_ specification: TrialSpecification) throws -> TrialResult {
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    while true {
      if case .finished(let result) = try trial.advance(steps: 1000) { return result }
    }
  }

  @Test(arguments: Arm.all) func everyArmTrainsAndResumesToTheSameBytes(_ arm: Arm) throws {
    // In an empty room all agents begin with the same view. BatchNorm makes zeros of equal rows, and zeros have no
    // deviation and so no code length.
    let room = arm.method.keepsRunningStatistics && arm.method.hasSemantics ? "redbluedoors-6x6" : "empty-5x5"
    let specification = try specification(arm, more: ["probe": .boolean(true), "environment": .text(room)])
    let result = try run(specification)
    #expect(result.curves["loss"]!.count == 5)
    #expect(result.curves["loss"]!.allSatisfy { $0.value.isFinite })
    var trial = try experiment.makeTrial(specification, resumingFrom: nil)
    // The actor's weights are compared: in the published placement a LayerNorm of the one value leaves the critic's
    // weights no gradient.
    let start = trial.parameters.first { $0.name == "actor.fc1.weight" }!.elements
    var resumed: TrialResult?
    while resumed == nil {
      trial = try experiment.makeTrial(specification, resumingFrom: try trial.checkpoint())
      if case .finished(let result) = try trial.advance(steps: 1) { resumed = result }
    }
    #expect(try resumed!.encoded() == result.encoded())
    let hasMoved = trial.parameters.first { $0.name == "actor.fc1.weight" }!.elements != start
    #expect(hasMoved)
  }

  @Test(
    arguments: [
      ["memory": .boolean(false), "recurrence": .integer(1)], ["text": .boolean(true)],
      ["algorithm": .text("a2c")], ["environment": .text("gotodoor-5x5"), "text": .boolean(true)],
      ["environment": .text("redbluedoors-6x6"), "recurrence": .integer(2), "frames": .integer(2000)],
      ["truncation": .text("bootstrap"), "frames": .integer(1000)],
      ["minibatches": .text("published"), "batchSize": .integer(28), "framesPerUpdate": .integer(16)],
      ["minibatches": .text("published"), "memory": .boolean(false), "recurrence": .integer(1)],
    ] as [[String: SettingValue]])
  func everyVariantResumesToTheSameBytes(_ settings: [String: SettingValue]) throws {
    let specification = try specification(more: settings)
    let whole = try experiment.makeTrial(specification, resumingFrom: nil)
    let interrupted = try experiment.makeTrial(specification, resumingFrom: nil)
    _ = try interrupted.advance(steps: 3)
    let resumed = try experiment.makeTrial(specification, resumingFrom: try interrupted.checkpoint())
    let (first, second) = (try whole.advance(steps: .max), try resumed.advance(steps: .max))
    guard case .finished(let undisturbed) = first, case .finished(let result) = second else {
      Issue.record("the trial does not end")
      return
    }
    #expect(try result.encoded() == undisturbed.encoded())
    #expect(try resumed.checkpoint() == whole.checkpoint())
  }

  @Test func framesToAGoodReturnAreAbsentIfTheReturnWasNeverReached() throws {
    #expect(try run(specification()).metrics["framesToReturn90"] == nil)
    let learned = try run(
      specification(
        Arm(method: .rn, semantics: .corrected, placement: "default"), more: ["frames": .integer(2400)]))
    let frames = try #require(learned.metrics["framesToReturn90"])
    #expect(frames.isFinite && frames <= 2400 && frames.truncatingRemainder(dividingBy: 4) == 0)
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    let widest = regnorm_body()
    defer { regnorm_use_body(widest) }
    for method in [NormalizationMethod.none, .ln, .rn] {
      let specification = try specification(
        Arm(method: method, semantics: .corrected, placement: "published"),
        more: ["text": .boolean(true), "probe": .boolean(true)])
      var results: [String: [UInt8]] = [:]
      for body in [KernelBody.portable, .avx2, .avx512] where regnorm_use_body(body) {
        results[String(cString: regnorm_body_name(body))] = try run(specification).encoded()
      }
      #expect(Set(results.values).count == 1, "\(method): \(results.keys.sorted()) differ")
    }
  }

  @Test func everyArmOfASeedStartsFromTheSameWeights() throws {
    let weights = try [NormalizationMethod.none, .ln, .rn, .wn].map { method in
      let specification = try specification(Arm(method: method, semantics: .corrected, placement: "default"))
      let trial = try experiment.makeTrial(specification, resumingFrom: nil)
      return trial.parameters.first { $0.name == "actor.fc1.weight" }!.elements
    }
    #expect(Set(weights).count == 1)
  }

  @Test func headsStartAsDirections() throws {
    let trial = try experiment.makeTrial(try specification(), resumingFrom: nil)
    for name in ["actor.fc1", "actor.fc2", "critic.fc1", "critic.fc2"] {
      let weight = trial.parameters.first { $0.name == name + ".weight" }!
      let (rows, columns) = (weight.shape[0], weight.shape[1])
      for column in 0..<columns {
        let square = (0..<rows).reduce(0) {
          $0 + weight.elements[$1 * columns + column] * weight.elements[$1 * columns + column]
        }
        #expect(abs(square - 1) < 1e-5, "\(name), output \(column)")
      }
      #expect(trial.parameters.first { $0.name == name + ".bias" }!.elements.allSatisfy { $0 == 0 })
    }
  }

  @Test func probingDoesNotChangeWhatIsTrained() throws {
    let arm = Arm(method: .rn, semantics: .corrected, placement: "default")
    let plain = try run(try specification(arm))
    let probed = try run(try specification(arm, more: ["probe": .boolean(true)]))
    #expect(plain.curves["loss"] == probed.curves["loss"])
    #expect(probed.curves["codeLength.actor.fc1"]!.count == 5)
    #expect(plain.curves["codeLength.actor.fc1"] == nil)
  }

  @Test(
    arguments: [
      (["memory": .boolean(false)], "recurrence"), (["framesPerUpdate": .integer(10)], "recurrence"),
      (["batchSize": .integer(18)], "batchSize"), (["batchSize": .integer(20)], "batchSize"),
      (["batchSize": .integer(4)], "batchSize"),
      (["batchSize": .integer(12), "minibatches": .text("published")], "batchSize"),
    ] as [([String: SettingValue], String)])
  func settingsThatDoNotFitEachOtherAreRefused(_ settings: [String: SettingValue], _ blamed: String) {
    let error = #expect(throws: SettingConflict.self) { try specification(more: settings) }
    #expect(error?.settings.first == blamed)
  }

  @Test func publishedRbnNeedsBatchesOfOneSize() throws {
    let arm = Arm(method: .rbn, semantics: .published, placement: "default")
    #expect(throws: SettingConflict.self) { try specification(arm, more: ["environments": .integer(8)]) }
    let smaller: [String: SettingValue] = ["framesPerUpdate": .integer(16), "batchSize": .integer(28)]
    let apart = Arm(method: .rbn, semantics: .published, placement: "published")
    _ = try specification(apart, more: smaller)
    #expect(throws: SettingConflict.self) {
      try specification(apart, more: smaller.merging(["minibatches": .text("published")]) { $1 })
    }
    _ = try specification(arm)
  }

  @Test func aConstantValueIsNotHandedToRn() throws {
    let arm = Arm(method: .lnThenRn, semantics: .corrected, placement: "published")
    #expect(throws: SettingConflict.self) { try specification(arm) }
  }

  @Test func theCheckpointOfAnotherTrialIsRefused() throws {
    let trial = try experiment.makeTrial(try specification(), resumingFrom: nil)
    _ = try trial.advance(steps: 1)
    let checkpoint = try trial.checkpoint()
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(seed: 2), resumingFrom: checkpoint)
    }
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(), resumingFrom: Array(checkpoint.dropLast(9)))
    }
  }

  @Test func aDivergedTrialEndsAndReportsItself() throws {
    let settings: [String: SettingValue] = ["gradientNorm": .number(1_000_000), "learningRate": .number(10)]
    let arm = Arm(method: .rn, semantics: .published, placement: "published")
    let result = try run(try specification(arm, more: settings.merging(["frames": .integer(6400)]) { $1 }))
    #expect(result.outcome == .diverged(at: result.curves["loss"]!.count) && result.metrics.isEmpty)
    #expect(result.curves["loss"]!.count < 200)
  }

  @Test(.timeLimit(.minutes(1))) func anEmptyRoomIsCrossedAfterSomeThousandFrames() throws {
    let specification = try specification(more: [
      "environments": .integer(16), "framesPerUpdate": .integer(32), "batchSize": .integer(128),
      "frames": .integer(20_480), "memory": .boolean(false), "recurrence": .integer(1),
    ])
    let result = try run(specification)
    #expect(result.metrics["successRate"]! >= 95)
    #expect(result.metrics["meanReturn"]! >= 0.8)
  }
}
