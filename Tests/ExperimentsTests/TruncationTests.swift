import Environments
import Tensors
import Testing
import Trials

@testable import Experiments

/// What the limit of steps is to an agent.
@Suite struct TruncationTests {
  private let pole: [String: SettingValue] = [
    "normalization": .text("none"), "hiddenUnits": .integer(16), "batchSize": .integer(16),
    "replayCapacity": .integer(400), "episodes": .integer(600), "stepLimit": .integer(5), "softUpdate": .number(0.1),
    "learningRate": .number(0.01), "learnEvery": .integer(1),
  ]

  /// The larger value of an upright pole at rest, by the trained parameters.
  private func value(_ truncation: String) throws -> Float {
    let experiment = try ExperimentRegistry.experiment(named: "cartpole-dqn")
    let specification = try experiment.specification(
      pole.merging(["truncation": .text(truncation)]) { $1 }, seed: 1)
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    _ = try trial.advance(steps: .max)
    let parameters = Dictionary(uniqueKeysWithValues: trial.parameters.map { ($0.name, $0) })
    var x: [Float] = [0, 0, 0, 0]
    for layer in 1...3 {
      let (weight, bias) = (parameters["fc\(layer).weight"]!, parameters["fc\(layer).bias"]!.elements)
      let (rows, columns) = (weight.shape[0], weight.shape[1])
      #expect(rows == x.count)
      x = (0..<columns).map { column in
        (0..<rows).reduce(bias[column]) { $0 + x[$1] * weight.elements[$1 * columns + column] }
      }
      if layer < 3 { x = x.map { max(0, $0) } }
    }
    return x.max()!
  }

  /// No pole falls within five steps, each of which is worth 1.
  @Test func aTerminalLimitBoundsThePolesValueAndABootstrappedOneDoesNot() throws {
    let (terminal, bootstrapped) = (try value("terminal"), try value("bootstrap"))
    #expect(terminal > 1 && terminal < 6, "at most 5 steps: \(terminal)")
    #expect(bootstrapped > 20, "as if there were no limit, towards 100: \(bootstrapped)")
  }

  @Test func thePublishedPoleEndsAt500StepsAndTheLanderIsCutAt100() throws {
    let stated: [String: SettingValue] = ["normalization": .text("none")]
    let pole = try ExperimentRegistry.experiment(named: "cartpole-dqn").specification(stated, seed: 1)
    #expect(pole.settings["stepLimit"] == .integer(500) && pole.settings["truncation"] == .text("terminal"))
    let lander = try ExperimentRegistry.experiment(named: "lunarlander-dqn")
    #expect(try lander.specification(stated, seed: 1).settings["stepLimit"] == .integer(100))
    #expect(lander.task.setting("truncation")?.defaultValue == .text("bootstrap"))
  }

  /// What trials did before there was the setting.
  @Test(arguments: [("cartpole-dqn", "bootstrap"), ("lunarlander-dqn", "bootstrap"), ("redbluedoors-ppo", "terminal")])
  func theFormerTruncationKeepsATrialsIdentity(task: String, former: String) throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    for truncation in Truncation.allCases {
      let specification = try experiment.specification(
        ["normalization": .text("none"), "truncation": .text(truncation.rawValue)], seed: 1)
      #expect((specification.settings["truncation"] == nil) == (truncation.rawValue == former))
    }
  }

  @Test(arguments: [false, true]) func aBootstrappedLimitAddsTheDiscountedValueOfTheLastObservation(memory: Bool) throws
  {
    let experiment = RedBlueDoorsPPO()
    func rewards(_ truncation: Truncation) throws -> (Rollout, [[Float]], PPOConfiguration) {
      let settings: [String: SettingValue] = [
        "normalization": .text("none"), "environments": .integer(4), "framesPerUpdate": .integer(120),
        "batchSize": .integer(16), "environment": .text("empty-5x5"), "memory": .boolean(memory),
        "recurrence": .integer(1), "truncation": .text(truncation.rawValue),
      ]
      let specification = try experiment.specification(settings, seed: 1)
      let configuration = PPOConfiguration(SettingsReader(specification, of: experiment.task))
      func environments() -> VectorizedEnvironment {
        VectorizedEnvironment((0..<4).map { _ in GridLevels.makeEnvironment("empty-5x5") }, seed: 1)
      }
      let played = environments()
      let variables = Variables()
      let network = ActorCriticNetwork(
        observation: played.environments[0].observationSpace.shape, actions: played.environments[0].actions.count,
        words: nil, configuration: configuration, in: variables)
      variables.layOut(seed: 1)
      let acting = ActingStep(
        played, words: nil, network: network, configuration: configuration,
        randomness: RandomStream(seed: 1, name: "actions"))
      let rollout = Rollout(
        steps: 120, environments: 4, width: played.environments[0].observationSpace.count, words: nil, memory: memory)
      var scores = EpisodeScores()
      try RolloutCollector(
        played, acting,
        cutValues: truncation == .bootstrap
          ? CutValues(played, acting, network: network, configuration: configuration) : nil
      ).collect(into: rollout, scores: &scores, framesBefore: 0)
      // The same episodes again, to see what followed the last steps.
      let again = environments()
      var expected: [[Float]] = []
      for frame in 0..<120 {
        for copy in 0..<4 { again.actions.integers[copy] = rollout.actions.integers[frame * 4 + copy] }
        again.step()
        var row = Array(again.rewards.floats)
        if (0..<4).contains(where: again.wasCut), truncation == .bootstrap {
          let tape = Tape(gradients: false)
          let state = rollout.memory.map { _ in acting.nextMemory!.state(rows: 4, on: tape) }
          if state == nil {
            let output = network(
              ActorCriticNetwork.Input(
                observations: tape.tensor(again.observations, [4, again.observations.count / 4]), memory: nil,
                mission: nil), configuration.valuePass)
            for copy in 0..<4 where again.wasCut(copy) {
              row[copy] += configuration.discount * output.value.elements[copy]
            }
          }
        }
        expected.append(row)
        again.resetEnded()
      }
      return (rollout, expected, configuration)
    }
    let (terminal, plain, _) = try rewards(.terminal)
    #expect(Array(terminal.rewards.floats) == plain.flatMap(\.self))
    let (bootstrapped, valued, _) = try rewards(.bootstrap)
    #expect(Array(bootstrapped.actions.integers) == Array(terminal.actions.integers))
    let changed = bootstrapped.rewards.floats.indices.filter {
      bootstrapped.rewards.floats[$0] != terminal.rewards.floats[$0]
    }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0 / 4 == 99 }, "the room's limit is 100 steps: \(changed)")
    if !memory {
      for (have, want) in zip(bootstrapped.rewards.floats, valued.flatMap(\.self)) { #expect(abs(have - want) <= 1e-6) }
    }
  }
}
