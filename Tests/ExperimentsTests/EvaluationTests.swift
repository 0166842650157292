import Layers
import Testing
import Trials

@testable import Experiments

/// Episodes after training, and the player that plays them.
@Suite struct EvaluationTests {
  private func specification(
    _ task: String, _ method: NormalizationMethod = .none, _ semantics: Semantics = .corrected, evaluated: Int = 5,
    seed: Int = 3, more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    var settings: [String: SettingValue] =
      task == "redbluedoors-ppo"
      ? [
        "environments": .integer(4), "framesPerUpdate": .integer(8), "batchSize": .integer(16), "frames": .integer(96),
        "environment": .text("empty-5x5"),
      ]
      : [
        "hiddenUnits": .integer(16), "batchSize": .integer(16), "replayCapacity": .integer(150),
        "episodes": .integer(6), "stepLimit": .integer(40),
      ]
    settings["normalization"] = .text(method.rawValue)
    settings["semantics"] = .text(semantics.rawValue)
    settings["evaluationEpisodes"] = .integer(evaluated)
    return try ExperimentRegistry.experiment(named: task).specification(settings.merging(more) { $1 }, seed: seed)
  }

  private func trial(_ specification: TrialSpecification, from checkpoint: [UInt8]? = nil) throws -> any Trial {
    try ExperimentRegistry.experiment(named: specification.task).makeTrial(specification, resumingFrom: checkpoint)
  }

  private func finish(_ trial: any Trial) throws -> TrialResult {
    while true {
      if case .finished(let result) = try trial.advance(steps: trial.progress.totalSteps) { return result }
    }
  }

  private func run(_ specification: TrialSpecification) throws -> TrialResult { try finish(try trial(specification)) }

  /// Episodes of the first environment.
  private func play(_ trial: any Trial, seed: Int, _ choice: ActionChoice? = nil, episodes: Int) throws
    -> [PlayedEpisode]
  {
    let player = try #require(trial as? any PlayableTrial).makePlayer(seed: seed, choice: choice)
    var played: [PlayedEpisode] = []
    while played.count < episodes {
      if let episode = try player.step() { played.append(episode) }
    }
    return played
  }

  static let tasks = ["cartpole-dqn", "lunarlander-dqn", "redbluedoors-ppo"]

  @Test(arguments: tasks) func aTrialWithoutEvaluationIsTheTrialOfOlderVersions(task: String) throws {
    #expect(try specification(task, evaluated: 0).settings["evaluationEpisodes"] == nil)
    #expect(try specification(task).settings["evaluationEpisodes"] == .integer(5))
  }

  @Test(arguments: tasks) func evaluationDoesNotChangeTheTraining(task: String) throws {
    let (plain, evaluated) = (try run(specification(task, evaluated: 0)), try run(specification(task)))
    #expect(plain.metrics["evaluationReturn"] == nil && plain.curves["evaluationReturn"] == nil)
    let added = Set(evaluated.metrics.keys).subtracting(plain.metrics.keys)
    #expect(added == ["evaluationReturn", "evaluationSuccess"])
    let declared = try ExperimentRegistry.experiment(named: task).task.metrics.map(\.name)
    #expect(added.isSubset(of: declared))
    for (name, curve) in plain.curves { #expect(evaluated.curves[name] == curve, "\(name)") }
    // "nan" is not equal to itself.
    for (name, value) in plain.metrics { #expect(evaluated.metrics[name]?.bitPattern == value.bitPattern, "\(name)") }
    let returns = try #require(evaluated.curves["evaluationReturn"])
    #expect(returns.map(\.step) == Array(1...5))
    #expect(abs(evaluated.metrics["evaluationReturn"]! - returns.map(\.value).reduce(0, +) / 5) < 1e-12)
  }

  static let arms: [(String, NormalizationMethod, Semantics, [String: SettingValue])] = [
    ("cartpole-dqn", .none, .corrected, [:]), ("cartpole-dqn", .rn, .published, [:]),
    ("cartpole-dqn", .bn, .corrected, [:]), ("lunarlander-dqn", .lnThenRn, .published, [:]),
    ("redbluedoors-ppo", .rn, .corrected, [:]),
    ("redbluedoors-ppo", .bn, .corrected, ["placement": .text("published"), "environment": .text("gotodoor-5x5")]),
    ("redbluedoors-ppo", .none, .corrected, ["text": .boolean(true), "environment": .text("gotodoor-5x5")]),
    ("redbluedoors-ppo", .none, .corrected, ["memory": .boolean(false), "recurrence": .integer(1)]),
  ]

  @Test(arguments: arms) func interruptedInTheEvaluationATrialEndsInTheSameBytes(
    task: String, method: NormalizationMethod, semantics: Semantics, more: [String: SettingValue]
  ) throws {
    let isPPO = task == "redbluedoors-ppo"
    let specification = try specification(task, method, semantics, evaluated: isPPO ? 20 : 7, more: more)
    let trainingSteps = try trial(try self.specification(task, evaluated: 0, more: more)).progress.totalSteps
    let undisturbed = try trial(specification)
    let result = try finish(undisturbed).encoded()
    var interrupted = try trial(specification)
    var cuts = 0
    while true {
      if case .finished(let other) = try interrupted.advance(steps: isPPO ? 1 : 11) {
        #expect(try other.encoded() == result)
        break
      }
      let before = interrupted.progress
      interrupted = try trial(specification, from: try interrupted.checkpoint())
      #expect(interrupted.progress == before)
      if before.step > trainingSteps { cuts += 1 }
    }
    #expect(cuts >= 2)
    #expect(try interrupted.checkpoint() == undisturbed.checkpoint())
  }

  @Test(arguments: tasks) func progressCountsTheEvaluation(task: String) throws {
    let trial = try trial(try specification(task))
    let trained = try self.trial(try specification(task, evaluated: 0)).progress.totalSteps
    var last = -1
    while case .running = try trial.advance(steps: 1) {
      #expect(trial.progress.step > last)
      last = trial.progress.step
    }
    #expect(trial.progress.totalSteps > trained)
    #expect(trial.progress.step == trial.progress.totalSteps)
  }

  @Test(arguments: tasks) func aLongerEvaluationBeginsWithTheEpisodesOfAShorterOne(task: String) throws {
    let (short, long) = (try run(specification(task, evaluated: 4)), try run(specification(task, evaluated: 11)))
    let (few, many) = (short.curves["evaluationReturn"]!, long.curves["evaluationReturn"]!)
    #expect(few.count == 4 && many.count == 11)
    #expect(Array(many.prefix(4)) == few)
  }

  @Test(
    arguments: [
      ("cartpole-dqn", .none, .corrected), ("lunarlander-dqn", .rn, .published),
      ("redbluedoors-ppo", .none, .corrected),
      ("redbluedoors-ppo", .rn, .corrected),
    ] as [(String, NormalizationMethod, Semantics)])
  func thePlayerOfTheTrialsSeedPlaysTheEvaluationOfTheFirstEnvironment(
    task: String, method: NormalizationMethod, semantics: Semantics
  ) throws {
    let evaluated = try trial(try specification(task, method, semantics, evaluated: 24))
    let returns = try finish(evaluated).curves["evaluationReturn"]!.map(\.value)
    let ofTheFirst = stride(from: 0, to: 24, by: task == "redbluedoors-ppo" ? 4 : 1).map { returns[$0] }
    let trained = try trial(try specification(task, method, semantics, evaluated: 0))
    _ = try finish(trained)
    let played = try play(trained, seed: 3, episodes: ofTheFirst.count)
    #expect(played.map(\.totalReward) == ofTheFirst)
    #expect(try play(trained, seed: 4, episodes: ofTheFirst.count) != played)
    // The evaluation has changed published histories and no other state.
    if semantics == .corrected { #expect(try play(evaluated, seed: 3, episodes: ofTheFirst.count) == played) }
  }

  @Test(arguments: [1, 40]) func evaluationSuccessIsTheShareOfEpisodesThatSucceed(stepLimit: Int) throws {
    let trial = try trial(
      try specification("cartpole-dqn", more: ["stepLimit": .integer(stepLimit), "episodes": .integer(24)]))
    let result = try finish(trial)
    let played = try play(trial, seed: 3, episodes: 5)
    #expect(result.metrics["evaluationSuccess"] == 20 * Double(played.count { $0.succeeded }))
    #expect(stepLimit > 1 || result.metrics["evaluationSuccess"] == 100)
  }

  @Test func aPolicyOfProbabilitiesIsSampledByDefault() throws {
    let trial = try trial(try specification("redbluedoors-ppo"))
    _ = try finish(trial)
    let sampled = try play(trial, seed: 1, episodes: 6)
    #expect(try play(trial, seed: 1, .sample, episodes: 6) == sampled)
    #expect(try play(trial, seed: 1, .greedy, episodes: 6) != sampled)
  }

  @Test func deepQLearningCannotBeSampled() throws {
    let trial = try trial(try specification("cartpole-dqn"))
    #expect(throws: UnplayableChoice.self) { try play(trial, seed: 1, .sample, episodes: 1) }
  }

  @Test(arguments: [(NormalizationMethod.none, Semantics.corrected), (.rn, .published), (.rn, .corrected)])
  func untrainedPoliciesPlayToo(method: NormalizationMethod, semantics: Semantics) throws {
    for task in Self.tasks {
      let trial = try trial(try specification(task, method, semantics))
      let played = try play(trial, seed: 1, episodes: 2)
      #expect(played.allSatisfy { $0.length > 0 && $0.totalReward.isFinite }, "\(task)")
    }
  }

  @Test func successIsStandingAtTheLimitRestingOrAnAccomplishedMission() throws {
    let standing = try trial(
      try specification("cartpole-dqn", more: ["stepLimit": .integer(3), "episodes": .integer(24)]))
    let stood = try play(standing, seed: 1, episodes: 1)[0]
    #expect(stood.totalReward == 3 && stood.length == 3 && stood.succeeded)
    let falling = try trial(try specification("cartpole-dqn", more: ["stepLimit": .integer(1000)]))
    let fall = try play(falling, seed: 1, episodes: 1)[0]
    #expect(fall.length < 1000 && !fall.succeeded)
    let flying = try trial(try specification("lunarlander-dqn", more: ["stepLimit": .integer(5)]))
    #expect(try !play(flying, seed: 1, episodes: 1)[0].succeeded)
    let grid = try play(try trial(try specification("redbluedoors-ppo")), seed: 1, episodes: 20)
    #expect(grid.allSatisfy { $0.succeeded == ($0.totalReward > 0) })
    #expect(grid.contains { $0.succeeded })
  }

  /// A place, in 64-bit words from the end, and its new number. The state of an evaluation of five episodes in one copy
  /// ends with the steps, the number of ended episodes, and for every episode whether it has ended and its return.
  @Test(arguments: [(12, -1), (12, .max), (11, -1), (11, 0), (11, 5), (11, .max), (10, 0), (10, 3), (2, 1)])
  func numbersThatNoEvaluationHasAreRefused(wordsFromTheEnd: Int, number: Int) throws {
    let specification = try specification("cartpole-dqn")
    let evaluated = try trial(specification)
    while evaluated.progress.step < 7 * 40 { _ = try evaluated.advance(steps: 1) }
    let checkpoint = try evaluated.checkpoint()
    _ = try trial(specification, from: checkpoint)
    var damaged = checkpoint
    let start = checkpoint.count - 8 * wordsFromTheEnd
    withUnsafeBytes(of: Int64(number).littleEndian) { damaged.replaceSubrange(start..<start + 8, with: $0) }
    #expect(throws: CheckpointError.self) { try trial(specification, from: damaged) }
  }

  @Test(arguments: tasks) func bytesThatAreLeftOverAreRefused(task: String) throws {
    let specification = try specification(task)
    let checkpoint = try trial(specification).checkpoint()
    #expect(throws: CheckpointError.self) { try trial(specification, from: checkpoint + [0]) }
  }

  @Test func aDivergedTrialIsNotEvaluated() throws {
    let settings: [String: SettingValue] = [
      "gradientNorm": .number(1_000_000), "learningRate": .number(10), "frames": .integer(6400),
      "placement": .text("published"),
    ]
    let result = try run(try specification("redbluedoors-ppo", .rn, .published, seed: 1, more: settings))
    #expect(result.outcome.hasDiverged && result.metrics.isEmpty && result.curves["evaluationReturn"] == nil)
  }
}
