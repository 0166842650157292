public import Tensors

/// The loss of deep Q-learning (Mnih et al., Nature 518, 2015, algorithm 1), over a batch of transitions:
/// ```
/// target = reward + discount · max over actions of Q⁻(next state) · (1 - done)        Q⁻: the target net, a constant
/// loss   = mean (Q(state, action) - target)²
/// ```
public struct DQNLoss {
  /// The function of the difference d = Q(state, action) - target whose mean is the loss.
  public enum Difference: String, CaseIterable, Sendable {
    /// d².
    case squared
    /// d²/2 within ±1, |d| - 1/2 beyond: the gradient is at most 1.
    case huber
  }

  private let discount: Double
  private let difference: Difference

  public init(discount: Double = 0.99, difference: Difference = .squared) {
    self.discount = discount
    self.difference = difference
  }

  /// The loss, a scalar: `q` and `nextQ` are `[batch, actions]`; `actions` (int32), `reward` and `done` (1 where the
  /// transition ended its episode, else 0) are `[batch]`. No gradient flows to `nextQ`.
  ///
  /// `selecting` is the online net's Q of the next states, for double Q-learning: the next action is the best by
  /// `selecting`, and its value comes from `nextQ` (van Hasselt, Guez and Silver, AAAI 2016, equation 4).
  public func callAsFunction(
    q: Tensor, nextQ: Tensor, selecting: Tensor? = nil, actions: Tensor, reward: Tensor, done: Tensor
  ) -> Tensor {
    let next = nextQ.detached
    let best = next.elements((selecting ?? nextQ).detached.argmaxRows())
    let target = reward + best * done.scaled(by: -discount, plus: discount)
    switch difference {
    case .squared: return q.elements(actions).meanSquaredError(target)
    case .huber:
      let d = q.elements(actions) - target
      let inner = d.clamped(to: -1...1)
      return (inner * (d - inner.scaled(by: 0.5))).mean()
    }
  }
}
