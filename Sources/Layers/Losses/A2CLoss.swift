public import Tensors

/// The loss of advantage actor-critic (Mnih et al., ICML 2016, section 4, synchronous), over a batch of decisions:
/// ```
/// loss = -mean(log π(action) · advantage) - entropyWeight · mean entropy(π) + valueWeight · mean((V - return)²)
/// ```
public struct A2CLoss {
  private let entropyWeight: Double
  private let valueWeight: Double

  public init(entropyWeight: Double = 0.01, valueWeight: Double = 0.5) {
    self.entropyWeight = entropyWeight
    self.valueWeight = valueWeight
  }

  /// The loss, a scalar, of action logits `[batch, actions]` and state values `[batch]`, given int32 `actions`,
  /// `advantage` and `returns`, `[batch]` each.
  public func callAsFunction(
    logits: Tensor, value: Tensor, actions: Tensor, advantage: Tensor, returns: Tensor
  ) -> Tensor {
    total(terms(logits: logits, value: value, actions: actions, advantage: advantage, returns: returns))
  }

  /// The loss's parts, of the same tensors.
  public func terms(
    logits: Tensor, value: Tensor, actions: Tensor, advantage: Tensor, returns: Tensor
  ) -> ActorCriticTerms {
    let policy = CategoricalPolicy(logits: logits)
    let policyLoss = (policy.logProbability(actions) * advantage).mean().scaled(by: -1)
    return ActorCriticTerms(
      policy: policyLoss, value: value.meanSquaredError(returns), entropy: policy.entropy())
  }

  /// The loss that `terms` add up to.
  public func total(_ terms: ActorCriticTerms) -> Tensor {
    terms.loss(entropyWeight: entropyWeight, valueWeight: valueWeight)
  }
}
