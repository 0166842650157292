import Environments
import Tensors

/// Deep Q-learning without exploration: the best action by the online net, whose layers behave as in acting (`QAgent`).
/// A net without the history that its layers need acts at random.
final class GreedyPolicy: Policy {
  let environments: VectorizedEnvironment
  private let agent: QAgent
  private let canJudge: Bool
  private let random: RandomStream

  /// A policy in `environments`, one copy; random actions come from the stream `actions`.
  init(_ agent: QAgent, canJudge: Bool, in environments: VectorizedEnvironment, actions: TrialStream, seed: Int) {
    self.agent = agent
    self.canJudge = canJudge
    self.environments = environments
    random = actions.stream(seed: seed)
  }

  func chooseActions() throws {
    guard canJudge else {
      environments.actions.integers[0] = Int32(random.integer(in: agent.values.floats.indices))
      return
    }
    _ = agent.observation.floats.update(fromContentsOf: environments.observations.floats)
    try agent.estimate()
    environments.actions.integers[0] = agent.bestAction
  }

  func write(to writer: inout CheckpointWriter) { writer.write(random.block) }

  func restore(from reader: inout CheckpointReader) throws { try reader.read(into: random.block) }
}
