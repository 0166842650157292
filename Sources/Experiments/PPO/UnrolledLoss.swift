import Layers
import Tensors
import Trials

/// The loss of sub-sequences of a rollout, with the network unrolled over their frames.
struct UnrolledLoss {
  /// Sums over the frames' places in the sub-sequences.
  struct Sums {
    var total: Tensor
    var policy: Tensor
    var value: Tensor
    var entropy: Tensor
  }

  private let network: ActorCriticNetwork
  private let rollout: Rollout
  private let settings: Settings<PPOSettings>

  init(_ network: ActorCriticNetwork, _ rollout: Rollout, _ settings: Settings<PPOSettings>) {
    self.network = network
    self.rollout = rollout
    self.settings = settings
  }

  /// Records the loss of the rows whose frames are `frames`, int32 `[rows]` for every place in the sub-sequences. The
  /// memory after frame i goes to element i of `handingOn`. The last frame's code lengths go to `probes`.
  func record(frames: [Tensor], handingOn: [MemoryBlocks], probes: [Block]) -> Sums {
    var memory = rollout.memory.map { stored in
      LSTMCell.State(
        hidden: rollout.rows(of: stored.hidden, at: frames[0]), cell: rollout.rows(of: stored.cell, at: frames[0]))
    }
    var sums: Sums?
    for (place, frame) in frames.enumerated() {
      let output = network(
        ActorCriticNetwork.Input(
          observations: rollout.rows(of: rollout.observations, at: frame),
          memory: memory?.masked(by: rollout.rows(of: rollout.masks, at: frame)),
          mission: rollout.missions.map { rollout.rows(of: $0, at: frame) }),
        settings.updatePass, probes: place == frames.count - 1 ? probes : [])
      memory = output.memory
      if place < handingOn.count { memory?.copy(to: handingOn[place]) }
      sums = added(loss(of: output, at: frame), to: sums)
    }
    guard let sums else { preconditionFailure("a sub-sequence has at least one frame") }
    return sums
  }

  private func loss(of output: ActorCriticNetwork.Output, at frame: Tensor) -> Sums {
    func recorded(_ block: Block) -> Tensor { rollout.rows(of: block, at: frame).reshaped([frame.shape.count]) }
    let (entropyWeight, valueWeight) = (settings.entropyWeight, settings.valueWeight)
    let (actions, advantage, returns) = (
      recorded(rollout.actions), recorded(rollout.advantages), recorded(rollout.returns)
    )
    let terms: ActorCriticTerms
    let total: Tensor
    switch settings.algorithm {
    case .ppo:
      let loss = PPOLoss(clip: settings.clip, entropyWeight: entropyWeight, valueWeight: valueWeight)
      terms = loss.terms(
        logits: output.logits, value: output.value,
        PPOLoss.Decisions(
          actions: actions, oldLogProbability: recorded(rollout.logProbabilities), oldValue: recorded(rollout.values),
          advantage: advantage, returns: returns))
      total = loss.total(terms)
    case .a2c:
      let loss = A2CLoss(entropyWeight: entropyWeight, valueWeight: valueWeight)
      terms = loss.terms(
        logits: output.logits, value: output.value, actions: actions, advantage: advantage, returns: returns)
      total = loss.total(terms)
    }
    return Sums(total: total, policy: terms.policy, value: terms.value, entropy: terms.entropy)
  }

  private func added(_ frame: Sums, to sums: Sums?) -> Sums {
    guard let sums else { return frame }
    return Sums(
      total: sums.total + frame.total, policy: sums.policy + frame.policy, value: sums.value + frame.value,
      entropy: sums.entropy + frame.entropy)
  }
}
