import Glibc

extension Sample {
  /// The interval for the median between two of the values, by the sign test: the narrowest symmetric pair of order
  /// statistics that covers the median with at least the level's confidence, for any distribution.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if even the smallest and the largest value do not reach the
  ///   confidence (n < 6 at α = 0.05).
  public func medianInterval(at level: Level) throws(Untestable) -> Interval {
    var outside = -1
    var tail = 0.0
    while outside + 1 < count / 2 {
      // The probability that exactly `outside + 1` of n values are below the median.
      let k = Double(outside + 1)
      let n = Double(count)
      tail += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2))
      // A probability equal to α must not exceed α by rounding.
      if 2 * tail > level.alpha * (1 + 1e-12) { break }
      outside += 1
    }
    guard outside >= 0 else {
      throw .tooFew(needed: Int((1 - log2(level.alpha)).rounded(.up)), have: count)
    }
    return Interval(lower: values[outside], upper: values[count - 1 - outside], level: level)
  }
}
