public import Tensors

/// A distribution over actions for each state of a batch, from logits `[batch, actions]`.
public struct CategoricalPolicy {
  /// The logarithms of the probabilities, `[batch, actions]`.
  public let logProbabilities: Tensor

  /// The softmax of `logits`.
  public init(logits: Tensor) {
    logProbabilities = logits.logSoftmax()
  }

  /// The logarithm of each taken action's probability: int32 `[batch]` gives `[batch]`.
  public func logProbability(_ actions: Tensor) -> Tensor { logProbabilities.elements(actions) }

  /// The entropy, -Σ p log p in nats, averaged over the batch: a scalar.
  public func entropy() -> Tensor {
    (logProbabilities.exp() * logProbabilities).sum(scale: -1 / Double(logProbabilities.shape.rows))
  }
}
