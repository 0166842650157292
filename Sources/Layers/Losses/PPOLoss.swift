public import Tensors

/// The loss of proximal policy optimization (Schulman et al. 2017, equations 7 and 9), with the value clipped like the
/// policy, over a batch of decisions:
/// ```
/// ratio  = exp(log π(action) - oldLogProbability)
/// policy = -mean min(ratio · advantage, clamp(ratio, 1 ± clip) · advantage)
/// value  = mean max((V - return)², (oldValue + clamp(V - oldValue, ± clip) - return)²)
/// loss   = policy - entropyWeight · mean entropy(π) + valueWeight · value
/// ```
public struct PPOLoss {
  /// The values recorded when the decisions of the batch were made, `[batch]` each; `actions` is int32.
  public struct Decisions {
    let actions, oldLogProbability, oldValue, advantage, returns: Tensor

    /// The decisions of one batch.
    public init(actions: Tensor, oldLogProbability: Tensor, oldValue: Tensor, advantage: Tensor, returns: Tensor) {
      self.actions = actions
      self.oldLogProbability = oldLogProbability
      self.oldValue = oldValue
      self.advantage = advantage
      self.returns = returns
    }
  }

  private let clip: Double
  private let entropyWeight: Double
  private let valueWeight: Double

  public init(clip: Double = 0.2, entropyWeight: Double = 0.01, valueWeight: Double = 0.5) {
    self.clip = clip
    self.entropyWeight = entropyWeight
    self.valueWeight = valueWeight
  }

  /// The loss, a scalar, of action logits `[batch, actions]` and state values `[batch]`.
  public func callAsFunction(logits: Tensor, value: Tensor, _ made: Decisions) -> Tensor {
    total(terms(logits: logits, value: value, made))
  }

  /// The loss's parts, of action logits `[batch, actions]` and state values `[batch]`.
  public func terms(logits: Tensor, value: Tensor, _ made: Decisions) -> ActorCriticTerms {
    let policy = CategoricalPolicy(logits: logits)
    let ratio = (policy.logProbability(made.actions) - made.oldLogProbability).exp()
    let clipped = ratio.clamped(to: 1 - clip...1 + clip)
    let policyLoss = (ratio * made.advantage).minimum(clipped * made.advantage).mean().scaled(by: -1)

    let near = made.oldValue + (value - made.oldValue).clamped(to: -clip...clip)
    let (error, nearError) = (value - made.returns, near - made.returns)
    let valueLoss = (error * error).maximum(nearError * nearError).mean()
    return ActorCriticTerms(policy: policyLoss, value: valueLoss, entropy: policy.entropy())
  }

  /// The loss that `terms` add up to.
  public func total(_ terms: ActorCriticTerms) -> Tensor {
    terms.loss(entropyWeight: entropyWeight, valueWeight: valueWeight)
  }
}
