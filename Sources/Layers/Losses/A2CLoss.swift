import Tensors

/// The loss of advantage actor-critic (Mnih et al., ICML 2016, section 4, synchronous), over a batch of decisions:
/// ```
/// loss = -mean(log π(action) · advantage) - entropyWeight · mean entropy(π) + valueWeight · mean((V - return)²)
/// ```
public struct A2CLoss {
  private let entropyWeight: Double
  private let valueWeight: Double

  /// A loss.
  public init(entropyWeight: Double = 0.01, valueWeight: Double = 0.5) {
    self.entropyWeight = entropyWeight
    self.valueWeight = valueWeight
  }

  /// The loss, a scalar, of action logits `[batch, actions]` and state values `[batch]`, given int32 `actions`,
  /// `advantage` and `returns`, `[batch]` each.
  public func callAsFunction(
    logits: Tensor, value: Tensor, actions: Tensor, advantage: Tensor, returns: Tensor
  ) -> Tensor {
    let policy = CategoricalPolicy(logits: logits)
    let policyLoss = (policy.logProbability(actions) * advantage).mean().scaled(by: -1)
    let valueLoss = value.meanSquaredError(returns)
    return policyLoss - policy.entropy().scaled(by: entropyWeight) + valueLoss.scaled(by: valueWeight)
  }
}
