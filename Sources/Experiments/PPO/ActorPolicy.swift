import Environments
import Tensors
import Trials

/// The actor of an actor-critic network, whose layers behave as in rollouts (`RedBlueDoorsPPO`).
final class ActorPolicy: Policy {
  let environments: VectorizedEnvironment
  private let acting: ActingStep
  private let randomness: RandomStream
  private let choice: ActionChoice
  /// Whether the network has not seen observations yet.
  private var opens: Bool

  /// A policy in `environments`; `untrained` says that the network has not run yet; actions are drawn from the
  /// stream `actions`.
  init(
    in environments: VectorizedEnvironment, choice: ActionChoice, untrained: Bool, words: Int?,
    network: ActorCriticNetwork, settings: Settings<PPOSettings>, actions: TrialStream, seed: Int
  ) {
    self.environments = environments
    self.choice = choice
    opens = untrained
    randomness = actions.stream(seed: seed)
    acting = ActingStep(
      environments, words: words, network: network, settings: settings, randomness: randomness)
  }

  func chooseActions() throws {
    for copy in 0..<environments.count {
      let begins = environments.length(of: copy) == 0
      acting.masks.floats[copy] = begins ? 0 : 1
      if begins { acting.readMission(of: copy, in: environments) }
    }
    try acting.run(first: opens)
    opens = false
    for copy in 0..<environments.count {
      environments.actions.integers[copy] = Int32(
        choice == .greedy ? acting.likeliestAction(in: copy) : acting.decision(in: copy).action)
    }
    if let next = acting.nextMemory { acting.memory?.write(next, at: 0) }
  }

  func write(to writer: inout CheckpointWriter) {
    writer.write(randomness.block)
    if let memory = acting.memory {
      writer.write(memory.hidden)
      writer.write(memory.cell)
    }
  }

  func restore(from reader: inout CheckpointReader) throws {
    try reader.read(into: randomness.block)
    if let memory = acting.memory {
      try reader.read(into: memory.hidden)
      try reader.read(into: memory.cell)
    }
    // Unfinished episodes need their missions now. A new episode reads its mission with its first action.
    for copy in 0..<environments.count { acting.readMission(of: copy, in: environments) }
  }
}
