/// Generalized advantage estimation (Schulman et al., ICLR 2016, equation 16) over a rollout of several environments:
/// ```
/// δ[t] = reward[t] + discount · V[t+1] · mask[t+1] - V[t]
/// A[t] = δ[t] + discount · lambda · A[t+1] · mask[t+1]                   return[t] = A[t] + V[t]
/// ```
/// Arrays are `[time, environment]`, row-major. It has no gradient: advantages and returns are constants of the losses.
public struct GeneralizedAdvantage {
  private let discount: Float
  private let lambda: Float

  /// An estimator.
  public init(discount: Float = 0.99, lambda: Float = 0.95) {
    self.discount = discount
    self.lambda = lambda
  }

  /// Advantages and returns, `[time, environment]`.
  ///
  /// `masks[t]` is 0 where the step before t ended an episode, else 1; `nextValues` and `lastMasks`, an entry an
  /// environment, belong to the time after the last.
  public func callAsFunction(
    rewards: [Float], values: [Float], masks: [Float], nextValues: [Float], lastMasks: [Float]
  ) -> (advantages: [Float], returns: [Float]) {
    let environments = nextValues.count
    precondition(
      rewards.count % environments == 0 && values.count == rewards.count && masks.count == rewards.count
        && lastMasks.count == environments,
      "\(rewards.count) rewards, \(values.count) values and \(masks.count) masks of \(environments) environments")
    var advantages = rewards
    for index in rewards.indices.reversed() {
      let later = index + environments
      let isLast = later >= rewards.count
      let environment = index % environments
      let mask = isLast ? lastMasks[environment] : masks[later]
      let nextValue = isLast ? nextValues[environment] : values[later]
      let nextAdvantage = isLast ? 0 : advantages[later]
      let surprise = rewards[index] + discount * nextValue * mask - values[index]
      advantages[index] = surprise + discount * lambda * nextAdvantage * mask
    }
    return (advantages, zip(advantages, values).map { $0 + $1 })
  }
}
