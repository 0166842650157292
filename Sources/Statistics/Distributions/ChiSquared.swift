/// The chi-squared distribution.
struct ChiSquared {
  let degreesOfFreedom: Double

  /// The probability of a value above `x`, x ≥ 0.
  func upperTail(_ x: Double) -> Double { IncompleteGamma(degreesOfFreedom / 2, x / 2).upper }
}
