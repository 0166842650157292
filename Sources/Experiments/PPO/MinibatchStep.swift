import Layers
import Optimizers
import Tensors
import Trials

/// The gradient step of a minibatch of sub-sequences, with the network unrolled over their frames.
///
/// A sub-sequence starts from the memory that is stored with its first frame. The step refreshes the memories of the
/// later frames.
final class MinibatchStep {
  /// The outcome of a step, one number in each block.
  struct Outcome {
    let loss = Block(.float32, count: 1)
    let policy = Block(.float32, count: 1)
    let value = Block(.float32, count: 1)
    let entropy = Block(.float32, count: 1)
    /// The code lengths of the first layers of actor and critic; empty without probing.
    let codeLengths: [Block]
  }

  private let rollout: Rollout
  /// The rows' frames, a block for every place in the sub-sequences.
  private let indices: [Block]
  /// The memories after every frame of the sub-sequences but the last.
  private let handedOn: [MemoryBlocks]
  private let step: CompiledStep

  /// A step of `rows` sub-sequences of `rollout`, which writes `outcome`.
  init(
    rows: Int, _ network: ActorCriticNetwork, _ rollout: Rollout, _ optimizer: any Optimizer, clip: GradientClip,
    settings: Settings<PPOSettings>, outcome: Outcome
  ) {
    self.rollout = rollout
    let recurrence = settings.recurrence
    let indices = (0..<recurrence).map { _ in Block(.int32, count: rows) }
    let handedOn = settings.memory ? (1..<recurrence).map { _ in MemoryBlocks(rows: rows) } : []
    step = CompiledStep("update with \(rows) sub-sequences of \(recurrence) frames") { tape in
      let unrolled = UnrolledLoss(network, rollout, settings)
      let summed = unrolled.record(
        frames: indices.map { tape.tensor($0, [rows]) }, handingOn: handedOn, probes: outcome.codeLengths)
      let mean = summed.total.scaled(by: 1 / Double(recurrence))
      mean.copy(to: outcome.loss)
      for (term, block) in [
        (summed.policy, outcome.policy), (summed.value, outcome.value), (summed.entropy, outcome.entropy),
      ] {
        term.scaled(by: 1 / Double(recurrence)).copy(to: block)
      }
      tape.backward(from: mean)
      optimizer.update(on: tape, clip: clip)
    }
    (self.indices, self.handedOn) = (indices, handedOn)
  }

  /// Improves the network with the sub-sequences that begin at the frames `starts[minibatch]`.
  func run(_ starts: [Int32], _ minibatch: Range<Int>) throws {
    for place in indices.indices {
      let (index, offset) = (indices[place].integers, Int32(place * rollout.environments))
      for row in 0..<minibatch.count { index[row] = starts[minibatch.lowerBound + row] + offset }
    }
    try step.run()
    for place in handedOn.indices { rollout.memory?.scatter(handedOn[place], to: indices[place + 1]) }
  }
}
