import Tensors

/// The loss of deep Q-learning (Mnih et al., Nature 518, 2015, algorithm 1), over a batch of transitions:
/// ```
/// target = reward + discount · max over actions of Q⁻(next state) · (1 - done)        Q⁻: the target net, a constant
/// loss   = mean (Q(state, action) - target)²
/// ```
public struct DQNLoss {
  private let discount: Double

  /// A loss.
  public init(discount: Double = 0.99) {
    self.discount = discount
  }

  /// The loss, a scalar: `q` and `nextQ` are `[batch, actions]`; `actions` (int32), `reward` and `done` (1 where the
  /// transition ended its episode, else 0) are `[batch]`. No gradient flows to `nextQ`.
  public func callAsFunction(q: Tensor, nextQ: Tensor, actions: Tensor, reward: Tensor, done: Tensor) -> Tensor {
    let next = nextQ.detached
    let best = next.elements(next.argmaxRows())
    let target = reward + best * done.scaled(by: -discount, plus: discount)
    return q.elements(actions).meanSquaredError(target)
  }
}
