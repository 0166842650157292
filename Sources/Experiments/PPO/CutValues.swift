import Environments
import Tensors
import Trials

/// What episodes that the limit of steps cut would have been worth from there on: the critic's value of the state after
/// their last step, for which histories are read and nothing is drawn.
final class CutValues {
  private let environments: VectorizedEnvironment
  private let discount: Float
  private let values: Block
  private let estimate: CompiledStep

  /// Values in `environments`, of the memory and the missions that `acting` has there.
  init(
    _ environments: VectorizedEnvironment, _ acting: ActingStep, network: ActorCriticNetwork,
    settings: Settings<PPOSettings>
  ) {
    self.environments = environments
    discount = Float(settings.discount)
    let rows = environments.count
    let values = Block(.float32, count: rows)
    self.values = values
    estimate = CompiledStep("values of \(rows) states", gradients: false) { tape in
      let input = ActorCriticNetwork.Input(
        observations: tape.tensor(environments.observations, [rows, environments.observations.count / rows]),
        memory: acting.nextMemory?.state(rows: rows, on: tape),
        mission: acting.missions.map { tape.tensor($0, [$0.count]) })
      network(input, settings.valuePass).value.copy(to: values)
    }
  }

  /// Adds the discounted values to the rewards of the last step, which lie in `rewards` from `start` on, where it cut an
  /// episode.
  func add(to rewards: Block, at start: Int) throws {
    let cut = (0..<environments.count).filter { environments.wasCut($0) }
    guard !cut.isEmpty else { return }
    try estimate.run()
    for copy in cut { rewards.floats[start + copy] += discount * values.floats[copy] }
  }
}
