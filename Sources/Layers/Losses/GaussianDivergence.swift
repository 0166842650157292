public import Tensors

extension Tensor {
  /// The Kullback-Leibler divergence, in nats, of N(mean, exp(logDeviation)²) from N(0, 1), averaged over the batch:
  /// mean over rows of ½ Σ (μ² + σ² - 2 log σ) - width / 2. Both are `[batch, width]`, the result is a scalar
  /// (Kingma and Welling, ICLR 2014, appendix B).
  public static func gaussianDivergence(mean: Tensor, logDeviation: Tensor) -> Tensor {
    let deviation = logDeviation.exp()
    let terms = mean * mean + deviation * deviation - logDeviation.scaled(by: 2)
    return terms.sum(scale: 0.5 / Double(mean.shape.rows)).scaled(by: 1, plus: -0.5 * Double(mean.shape.columns))
  }
}
