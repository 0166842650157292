import Datasets
import Layers
import Optimizers
import Tensors

/// Improves actor and critic with a rollout: PPO in several passes over its minibatches, A2C in one pass over all of it.
///
/// A row of a minibatch is a sub-sequence of `recurrence` frames of one environment, through which the gradient flows
/// back; it starts from the memory that is stored with its first frame, and every pass refreshes the memories of the
/// frames after that. Every other pass of PPO is shifted by half a sub-sequence, so that the cuts move. What is left of a
/// pass after its last whole minibatch, a different part each time, is not used.
final class PolicyUpdate {
  /// Means over the minibatches of an update.
  struct Summary {
    var loss = 0.0
    var policyLoss = 0.0
    var valueLoss = 0.0
    var entropy = 0.0
    var codeLengths: [Double] = []
  }

  private let configuration: PPOConfiguration
  private let rollout: Rollout
  private let randomness: RandomStream
  /// The rows' frames, a block for every place in the sub-sequences.
  private let indices: [Block]
  /// What the network left after every frame of the sub-sequences but the last.
  private let handedOn: [MemoryBlocks]
  private let loss = Block(.float32, count: 1)
  private let terms: (policy: Block, value: Block, entropy: Block)
  private let codeLengths: [Block]
  private let step: CompiledStep
  private let starts: (whole: [Int32], shifted: [Int32])
  private var order: [Int32] = []

  init(
    _ network: ActorCriticNetwork, _ rollout: Rollout, _ optimizer: any Optimizer, clip: GradientClip,
    configuration: PPOConfiguration, randomness: RandomStream
  ) {
    self.configuration = configuration
    self.rollout = rollout
    self.randomness = randomness
    let (rows, recurrence) = (configuration.minibatchRows, configuration.recurrence)
    let indices = (0..<recurrence).map { _ in Block(.int32, count: rows) }
    let handedOn = configuration.memory ? (1..<recurrence).map { _ in MemoryBlocks(rows: rows) } : []
    let terms = (Block(.float32, count: 1), Block(.float32, count: 1), Block(.float32, count: 1))
    let codeLengths = configuration.probe ? [Block(.float32, count: 1), Block(.float32, count: 1)] : []
    step = CompiledStep("update with \(rows) sub-sequences of \(recurrence) frames") { [loss] tape in
      let unrolled = UnrolledLoss(network, rollout, configuration)
      let summed = unrolled.record(
        frames: indices.map { tape.tensor($0, [rows]) }, handingOn: handedOn, probes: codeLengths)
      let mean = summed.total.scaled(by: 1 / Double(recurrence))
      mean.copy(to: loss)
      for (term, block) in [(summed.policy, terms.0), (summed.value, terms.1), (summed.entropy, terms.2)] {
        term.scaled(by: 1 / Double(recurrence)).copy(to: block)
      }
      tape.backward(from: mean)
      optimizer.update(on: tape, clip: clip)
    }
    (self.indices, self.handedOn, self.terms, self.codeLengths) = (indices, handedOn, terms, codeLengths)
    let steps = rollout.frames / rollout.environments
    func frames(from first: Int, to last: Int) -> [Int32] {
      (0..<rollout.environments).flatMap { environment in
        stride(from: first, to: last, by: recurrence).map { Int32($0 * rollout.environments + environment) }
      }
    }
    starts = (frames(from: 0, to: steps), frames(from: recurrence / 2, to: steps - recurrence + recurrence / 2))
    order.reserveCapacity(starts.whole.count)
  }

  /// Makes update number `update` and answers what it was like.
  func run(update: Int) throws -> Summary {
    var summary = Summary(codeLengths: codeLengths.map { _ in 0 })
    var minibatches = 0.0
    for pass in 0..<configuration.passes {
      let isShifted =
        configuration.algorithm == .ppo && configuration.recurrence > 1
        && !(update * configuration.passes + pass).isMultiple(of: 2)
      shuffle(isShifted ? starts.shifted : starts.whole)
      let rows = configuration.minibatchRows
      for first in stride(from: 0, through: order.count - rows, by: rows) {
        select(rows, from: first)
        try step.run()
        for place in handedOn.indices { rollout.memory?.scatter(handedOn[place], to: indices[place + 1]) }
        add(to: &summary)
        minibatches += 1
      }
    }
    summary.divide(by: minibatches)
    return summary
  }

  private func shuffle(_ starts: [Int32]) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: starts)
    var stream = randomness
    stream.permute(&order)
  }

  private func select(_ rows: Int, from first: Int) {
    for place in indices.indices {
      let (index, offset) = (indices[place].integers, Int32(place * rollout.environments))
      for row in 0..<rows { index[row] = order[first + row] + offset }
    }
  }

  private func add(to summary: inout Summary) {
    summary.loss += Double(loss.floats[0])
    summary.policyLoss += Double(terms.policy.floats[0])
    summary.valueLoss += Double(terms.value.floats[0])
    summary.entropy += Double(terms.entropy.floats[0])
    for index in codeLengths.indices { summary.codeLengths[index] += Double(codeLengths[index].floats[0]) }
  }
}

extension PolicyUpdate.Summary {
  fileprivate mutating func divide(by count: Double) {
    loss /= count
    policyLoss /= count
    valueLoss /= count
    entropy /= count
    for index in codeLengths.indices { codeLengths[index] /= count }
  }
}
