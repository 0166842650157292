/// The posterior of a true value under a flat prior on the value and on the logarithm of the standard deviation:
/// Student's t around the estimate (the correlated t test of Benavoli et al., JMLR 18 (2017), without correlation
/// between seeds).
public struct Posterior: Sendable, Hashable {
  private let estimate: StudentEstimate

  init(_ estimate: StudentEstimate) { self.estimate = estimate }

  /// The probability of a true value above `threshold`.
  public func probability(above threshold: Double) -> Double {
    estimate.law.upperTail((threshold - estimate.value) / estimate.standardError)
  }

  /// The probabilities that the true value is below, inside and above the region of practical equivalence ±`margin`,
  /// `margin` ≥ 0.
  public func probabilities(around margin: Double) -> (below: Double, inside: Double, above: Double) {
    precondition(margin >= 0, "a region of practical equivalence has a margin of at least 0, not \(margin)")
    let above = probability(above: margin)
    let below = estimate.law.upperTail((margin + estimate.value) / estimate.standardError)
    return (below, max(0, 1 - above - below), above)
  }
}
