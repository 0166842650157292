public import Tensors

/// Generalized advantage estimation (Schulman et al., ICLR 2016, equation 16) over a rollout of several environments:
/// ```
/// δ[t] = reward[t] + discount · V[t+1] · mask[t+1] - V[t]
/// A[t] = δ[t] + discount · lambda · A[t+1] · mask[t+1]                   return[t] = A[t] + V[t]
/// ```
/// Arrays are `[time, environment]`, row-major. No gradient flows through the estimate: advantages and returns are
/// constants of the losses.
public struct GeneralizedAdvantage {
  private let discount: Float
  private let lambda: Float

  public init(discount: Float = 0.99, lambda: Float = 0.95) {
    self.discount = discount
    self.lambda = lambda
  }

  /// The recorded rollout, float32.
  public struct Experience {
    let rewards, values, masks, nextValues, lastMasks: Block

    /// `rewards`, `values` and `masks` are `[time, environment]`; `masks[t]` is 0 where the step before t ended an
    /// episode, else 1. `nextValues` and `lastMasks`, an entry an environment, belong to the time after the last step.
    public init(rewards: Block, values: Block, masks: Block, nextValues: Block, lastMasks: Block) {
      precondition(
        rewards.count % nextValues.count == 0 && values.count == rewards.count && masks.count == rewards.count
          && lastMasks.count == nextValues.count,
        "\(rewards.count) rewards, \(values.count) values, \(masks.count) masks of \(nextValues.count) environments")
      self.rewards = rewards
      self.values = values
      self.masks = masks
      self.nextValues = nextValues
      self.lastMasks = lastMasks
    }
  }

  /// Writes advantages and returns, float32 `[time, environment]`.
  public func estimate(_ experience: Experience, advantages: Block, returns: Block) {
    let (rewards, values, masks) = (experience.rewards.floats, experience.values.floats, experience.masks.floats)
    let (nextValues, lastMasks) = (experience.nextValues.floats, experience.lastMasks.floats)
    let (advantages, returns) = (advantages.floats, returns.floats)
    let environments = nextValues.count
    for index in stride(from: rewards.count - 1, through: 0, by: -1) {
      let later = index + environments
      let isLast = later >= rewards.count
      let environment = index % environments
      let mask = isLast ? lastMasks[environment] : masks[later]
      let nextValue = isLast ? nextValues[environment] : values[later]
      let nextAdvantage = isLast ? 0 : advantages[later]
      let surprise = rewards[index] + discount * nextValue * mask - values[index]
      advantages[index] = surprise + discount * lambda * nextAdvantage * mask
      returns[index] = advantages[index] + values[index]
    }
  }
}
