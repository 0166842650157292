import CKernels
import Layers
import Testing
import Trials

@testable import Experiments

@Suite struct DeepQLearningTests {
  private func specification(
    _ method: NormalizationMethod, _ semantics: Semantics = .corrected, task: String = "cartpole-dqn", seed: Int = 1,
    more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "semantics": .text(semantics.rawValue), "hiddenUnits": .integer(16),
      "batchSize": .integer(16), "replayCapacity": .integer(150), "episodes": .integer(12), "stepLimit": .integer(50),
      "epsilonDecay": .number(0.7), "softUpdate": .number(0.05),
    ]
    return try ExperimentRegistry.experiment(named: task).specification(settings.merging(more) { $1 }, seed: seed)
  }

  private func trial(_ specification: TrialSpecification, from checkpoint: [UInt8]? = nil) throws -> any Trial {
    try ExperimentRegistry.experiment(named: specification.task).makeTrial(specification, resumingFrom: checkpoint)
  }

  private func run(_ specification: TrialSpecification) throws -> TrialResult {
    guard case .finished(let result) = try trial(specification).advance(steps: .max) else {
      throw TestFailure(reason: "the trial did not end")
    }
    return result
  }

  private struct TestFailure: Error { let reason: String }

  static let arms: [(NormalizationMethod, Semantics)] = [
    (.none, .published), (.bn, .published), (.ln, .corrected), (.wn, .corrected), (.rn, .published), (.rn, .corrected),
    (.rbn, .corrected), (.rln, .published), (.sn, .corrected), (.lnThenRn, .published), (.gain, .corrected),
  ]

  @Test(arguments: arms) func interruptedInTheMiddleOfEpisodesATrialEndsInTheSameBytes(
    method: NormalizationMethod, semantics: Semantics
  ) throws {
    let specification = try specification(
      method, semantics, more: ["probe": .boolean(true), "doubleQ": .boolean(true)])
    let undisturbed = try run(specification).encoded()
    var interrupted = try trial(specification)
    var cuts = 0
    while true {
      if case .finished(let result) = try interrupted.advance(steps: 13) {
        #expect(try result.encoded() == undisturbed)
        break
      }
      let before = interrupted.progress
      interrupted = try trial(specification, from: try interrupted.checkpoint())
      #expect(interrupted.progress == before)
      cuts += 1
    }
    #expect(cuts > 5)
  }

  @Test func aLandingInterruptedInTheMiddleEndsInTheSameBytes() throws {
    let specification = try specification(
      .rn, .published, task: "lunarlander-dqn", more: ["episodes": .integer(4), "windPower": .number(10)])
    let undisturbed = try run(specification).encoded()
    let first = try trial(specification)
    _ = try first.advance(steps: 120)
    guard case .finished(let result) = try trial(specification, from: try first.checkpoint()).advance(steps: .max)
    else {
      throw TestFailure(reason: "the trial did not end")
    }
    #expect(try result.encoded() == undisturbed)
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    let widest = regnorm_body()
    defer { regnorm_use_body(widest) }
    for (method, semantics) in Self.arms {
      let specification = try specification(method, semantics)
      var results: [String: [UInt8]] = [:]
      for body in [KernelBody.portable, .avx2, .avx512] where regnorm_use_body(body) {
        results[String(cString: regnorm_body_name(body))] = try run(specification).encoded()
      }
      #expect(Set(results.values).count == 1, "\(method): \(results.keys.sorted()) differ")
    }
  }

  @Test func deepQLearningLearnsToBalance() throws {
    let result = try run(
      try specification(
        .none,
        more: [
          "hiddenUnits": .integer(64), "batchSize": .integer(50), "replayCapacity": .integer(10_000),
          "episodes": .integer(200), "stepLimit": .integer(200), "epsilonDecay": .number(0.985),
          "learnEvery": .integer(2), "softUpdate": .number(0.01),
        ]))
    // Random play falls after some twenty steps.
    #expect(result.metrics["bestAverage"]! > 150)
    #expect(result.curves["episodeReturn"]!.count == 200)
    #expect(result.curves["episodeReturn"]!.map(\.step) == Array(1...200))
  }

  @Test func progressCountsFinishedEpisodesWhole() throws {
    let trial = try trial(try specification(.none))
    #expect(trial.progress.totalSteps == 12 * 50)
    var last = 0
    while case .running = try trial.advance(steps: 1) {
      #expect(trial.progress.step > last)
      last = trial.progress.step
    }
    #expect(trial.progress.step == 12 * 50)
  }

  @Test func everyArmOfASeedSeesTheSameEpisodesAndWeights() throws {
    let weights = try [NormalizationMethod.none, .ln, .rn].map { method in
      try trial(try specification(method)).parameters.first { $0.name == "fc1.weight" }!.elements
    }
    #expect(Set(weights).count == 1)
  }

  @Test func probingDoesNotChangeWhatIsLearned() throws {
    let plain = try run(try specification(.ln))
    let probed = try run(try specification(.ln, more: ["probe": .boolean(true)]))
    #expect(plain.metrics["score"] == probed.metrics["score"])
    let curves = ["online.fc1", "online.fc2", "target.fc1", "target.fc2"].map { probed.curves["codeLength." + $0]! }
    #expect(Set(curves.map(\.count)).count == 1)
    #expect(abs(curves[2][0].value - 0.6931) < 1e-3, "corrected lengths start at log 2")
  }

  @Test func theTargetNetIsProbedApartFromTheOnlineNet() throws {
    let probed = try run(try specification(.rn, more: ["probe": .boolean(true)]))
    #expect(probed.curves["codeLength.online.fc1"]! != probed.curves["codeLength.target.fc1"]!)
  }

  @Test func optionsChangeWhatIsLearned() throws {
    // The target net stays behind, so that the two nets' best actions differ.
    let slow: [String: SettingValue] = ["learningRate": .number(0.02), "softUpdate": .number(1e-3)]
    let plain = try run(try specification(.none, more: slow))
    for option: [String: SettingValue] in [["doubleQ": .boolean(true)], ["loss": .text("huber")]] {
      let changed = try run(try specification(.none, more: slow.merging(option) { $1 }))
      #expect(changed.curves["trainLoss"] != plain.curves["trainLoss"], "\(option)")
    }
  }

  @Test func settingsThatCannotBeCombinedAreRefused() throws {
    #expect(throws: SettingConflict.self) { try specification(.rbn, .published) }
    #expect(throws: SettingConflict.self) { try specification(.none, more: ["batchSize": .integer(151)]) }
    // Learning begins when the buffer holds more transitions than a batch.
    #expect(throws: SettingConflict.self) { try specification(.none, more: ["batchSize": .integer(150)]) }
    #expect(throws: SettingConflict.self) {
      try specification(.none, more: ["episodes": .integer(1), "stepLimit": .integer(19), "batchSize": .integer(16)])
    }
    _ = try specification(.none, more: ["episodes": .integer(1), "stepLimit": .integer(20), "batchSize": .integer(16)])
    #expect(throws: SettingConflict.self) {
      try ExperimentRegistry.experiment(named: "cartpole-dqn").specification(["normalization": .text("rn")], seed: 1)
    }
  }

  @Test func theSmallestBufferThatPassesLearns() throws {
    let result = try run(try specification(.none, more: ["batchSize": .integer(16), "replayCapacity": .integer(17)]))
    #expect(result.curves["trainLoss"]!.count > 5)
  }

  @Test func aTrialWhoseEpisodesEndBeforeItLearnsIsNoResult() throws {
    let specification = try specification(.none, more: ["episodes": .integer(1), "batchSize": .integer(45)])
    let error = #expect(throws: UntrainedTrial.self) { try run(specification) }
    #expect(error?.settings == ["episodes", "batchSize", "learnEvery"])
    #expect(error?.description.contains("learning begins at step 48") == true)
  }

  /// Acting of none, ln and wn depends only on the parameters.
  @Test(arguments: [NormalizationMethod.none, .ln, .wn, .rn])
  func anArmWithoutHistoryActsByItsNetFromTheFirstStepOn(method: NormalizationMethod) throws {
    // Without exploration the first action is the net's, or random if acting needs a history.
    let results = try [Semantics.published, .corrected].map { semantics in
      try run(
        try specification(method, semantics, more: ["epsilonStart": .number(0), "epsilonEnd": .number(0)])
      ).encoded()
    }
    #expect((results[0] == results[1]) == (method != .rn))
  }

  /// The net becomes NaN in the middle of the trial: Adam's steps are bounded, so that values would overflow only late.
  @Test func aDivergedTrialEndsAndSaysWhere() throws {
    let specification = try specification(.none, more: ["evaluationEpisodes": .integer(3)])
    let healthy = try trial(specification)
    _ = try healthy.advance(steps: 60)
    var checkpoint = try healthy.checkpoint()
    func bytes(_ numbers: [Float]) -> [UInt8] {
      numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
    }
    let weights = try #require(healthy.parameters.first { $0.name == "fc1.weight" }).elements
    let place = try #require(checkpoint.firstRange(of: bytes(weights)))
    checkpoint.replaceSubrange(place, with: bytes(weights.map { _ in .nan }))
    let diverging = try trial(specification, from: checkpoint)
    guard case .finished(let result) = try diverging.advance(steps: .max) else {
      throw TestFailure(reason: "the trial did not end")
    }
    // The next learning step is at most learnEvery steps away.
    #expect((61...64).map { TrialOutcome.diverged(at: $0) }.contains(result.outcome))
    #expect(result.metrics.isEmpty && result.curves["evaluationReturn"] == nil)
    #expect(try !run(specification).outcome.hasDiverged)
  }
}
