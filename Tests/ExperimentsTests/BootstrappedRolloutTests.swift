import Environments
import Tensors
import Testing
import Trials

@testable import Experiments

/// Rollouts in a room whose episodes end after 100 steps.
@Suite struct BootstrappedRolloutTests {
  private static let level = "empty-5x5"
  private static let copies = 4
  private static let steps = 120

  private let settings: Settings<PPOSettings>
  private let network: ActorCriticNetwork
  private let variables = Variables()
  private let width: Int

  init() throws {
    let experiment = RedBlueDoorsPPO()
    let specification = try experiment.specification(
      [
        "normalization": .text("none"), "environments": .integer(Self.copies), "framesPerUpdate": .integer(Self.steps),
        "batchSize": .integer(16), "environment": .text(Self.level), "memory": .boolean(false),
        "recurrence": .integer(1), "truncation": .text("bootstrap"),
      ], seed: 1)
    settings = Settings(PPOSettings.declared, specification.settings)
    let environment = settings.environment.makeEnvironment()
    width = environment.observationSpace.count
    network = ActorCriticNetwork(
      observation: environment.observationSpace.shape, actions: environment.actions.count, words: nil,
      settings: settings, in: variables)
    variables.layOut(seed: 1)
  }

  private func rooms() -> VectorizedEnvironment {
    VectorizedEnvironment((0..<Self.copies).map { _ in settings.environment.makeEnvironment() }, seed: 1)
  }

  private func rollout(bootstrapped: Bool) throws -> Rollout {
    let rooms = rooms()
    let acting = ActingStep(
      rooms, words: nil, network: network, settings: settings,
      randomness: RandomStream(seed: 1, name: "actions"))
    let rollout = Rollout(steps: Self.steps, environments: Self.copies, width: width, words: nil, memory: false)
    var scores = EpisodeScores()
    let cutValues = CutValues(rooms, acting, network: network, settings: settings)
    try RolloutCollector(rooms, acting, cutValues: bootstrapped ? cutValues : nil)
      .collect(into: rollout, scores: &scores, framesBefore: 0)
    return rollout
  }

  /// The rewards of the same episodes, played again, with the critic's value of the last observation of each cut
  /// episode.
  private func rewards(of rollout: Rollout) -> [Float] {
    let rooms = rooms()
    return (0..<Self.steps).flatMap { step in
      for copy in 0..<Self.copies {
        rooms.actions.integers[copy] = rollout.actions.integers[step * Self.copies + copy]
      }
      rooms.step()
      let tape = Tape(gradients: false)
      let input = ActorCriticNetwork.Input(
        observations: tape.tensor(rooms.observations, [Self.copies, width]), memory: nil, mission: nil)
      let values = network(input, settings.valuePass).value.elements
      let rewards = (0..<Self.copies).map { copy in
        rooms.rewards.floats[copy] + (rooms.wasCut(copy) ? Float(settings.discount) * values[copy] : 0)
      }
      rooms.resetEnded()
      return rewards
    }
  }

  @Test func aCutAddsTheDiscountedValueOfTheLastObservation() throws {
    let rollout = try rollout(bootstrapped: true)
    for (have, want) in zip(rollout.rewards.floats, rewards(of: rollout)) { #expect(abs(have - want) <= 1e-6) }
  }

  @Test func onlyTheRewardsOfCutStepsChange() throws {
    let (terminal, bootstrapped) = (try rollout(bootstrapped: false), try rollout(bootstrapped: true))
    #expect(Array(terminal.actions.integers) == Array(bootstrapped.actions.integers))
    #expect(Array(terminal.values.floats) == Array(bootstrapped.values.floats))
    #expect(Array(terminal.masks.floats) == Array(bootstrapped.masks.floats))
    let changed = terminal.rewards.floats.indices.filter {
      terminal.rewards.floats[$0] != bootstrapped.rewards.floats[$0]
    }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { terminal.rewards.floats[$0] == 0 && $0 / Self.copies >= 99 })
  }
}
