import Layers
import Optimizers
import Tensors
import Trials

/// Improves actor and critic with a rollout: PPO in several passes over its minibatches, A2C in one pass over the whole
/// rollout.
final class PolicyUpdate {
  /// Means over the minibatches of an update.
  struct Summary {
    var loss = 0.0
    var policyLoss = 0.0
    var valueLoss = 0.0
    var entropy = 0.0
    var codeLengths: [Double] = []
  }

  /// The number of passes over a rollout in an update.
  private let passes: Int
  private let outcome: MinibatchStep.Outcome
  /// The compiled steps, by the number of rows.
  private let steps: [Int: MinibatchStep]
  private var order: MinibatchOrder

  init(
    _ network: ActorCriticNetwork, _ rollout: Rollout, _ optimizer: any Optimizer, clip: GradientClip,
    settings: Settings<PPOSettings>, randomness: RandomStream
  ) {
    passes = settings.passes
    let outcome = MinibatchStep.Outcome(
      codeLengths: settings.probe ? [Block(.float32, count: 1), Block(.float32, count: 1)] : [])
    self.outcome = outcome
    order = MinibatchOrder(settings, randomness: randomness)
    let rows = settings.minibatchSizes.map { rows in
      (
        rows,
        MinibatchStep(
          rows: rows, network, rollout, optimizer, clip: clip, settings: settings, outcome: outcome)
      )
    }
    steps = Dictionary(uniqueKeysWithValues: rows)
  }

  /// Makes update number `update` and returns its summary.
  func run(update: Int) throws -> Summary {
    var summary = Summary(codeLengths: outcome.codeLengths.map { _ in 0 })
    var minibatches = 0.0
    for pass in 0..<passes {
      order.begin(pass: update * passes + pass)
      var start = 0
      while let minibatch = order.minibatch(from: start) {
        try steps[minibatch.count]!.run(order.starts, minibatch)
        add(to: &summary)
        minibatches += 1
        start += minibatch.count
      }
    }
    summary.divide(by: minibatches)
    return summary
  }

  private func add(to summary: inout Summary) {
    summary.loss += Double(outcome.loss.floats[0])
    summary.policyLoss += Double(outcome.policy.floats[0])
    summary.valueLoss += Double(outcome.value.floats[0])
    summary.entropy += Double(outcome.entropy.floats[0])
    for (index, block) in outcome.codeLengths.enumerated() { summary.codeLengths[index] += Double(block.floats[0]) }
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
