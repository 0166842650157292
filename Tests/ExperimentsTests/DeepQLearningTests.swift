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
    #expect(throws: SettingConflict.self) {
      try ExperimentRegistry.experiment(named: "cartpole-dqn").specification(["normalization": .text("rn")], seed: 1)
    }
  }

  @Test func aDivergedTrialReportsItselfAsDiverged() throws {
    let result = try run(try specification(.none, more: ["learningRate": .number(10), "discount": .number(1)]))
    let finite = try run(try specification(.none))
    #expect(finite.metrics["score"]!.isFinite)
    // Adam's steps are bounded: values grow, and overflow only after long; either way the number is honest.
    #expect(result.metrics["score"]!.isNaN == result.curves["trainLoss"]!.contains { !$0.value.isFinite })
  }
}
