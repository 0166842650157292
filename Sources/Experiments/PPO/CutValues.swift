import Environments
import Tensors
import Trials

/// The values of the rest of episodes that the limit of steps cut: the critic's value of the state after the last step.
/// Histories are only read, and no random number is drawn.
final class CutValues {
  private let environments: VectorizedEnvironment
  private let discount: Float
  private let values: Block
  private let estimate: CompiledStep

  /// Values in `environments`, with the memory and the missions of `acting`.
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

  /// Adds the discounted values of cut episodes to the rewards of the last step, which lie in `rewards` from `start`
  /// on.
  func add(to rewards: Block, at start: Int) throws {
    let cut = (0..<environments.count).filter { environments.wasCut($0) }
    guard !cut.isEmpty else { return }
    try estimate.run()
    for copy in cut { rewards.floats[start + copy] += discount * values.floats[copy] }
  }
}
