extension Sample {
  /// The adjusted skewness G₁ = √(n(n - 1)) / (n - 2) · m₃ / m₂^(3/2); nil if n < 3 or all values are equal.
  public var skewness: Double? {
    guard count > 2, let standardized else { return nil }
    let n = Double(count)
    // The standardized values are divided by s, which has n - 1; the moments have n.
    let thirdMoment = compensatedSum(standardized.map { $0 * $0 * $0 }) / n
    return thirdMoment * n * n / ((n - 1) * (n - 2))
  }

  /// (value - mean) / standard deviation; nil if n = 1, all values are equal or the standard deviation is not finite.
  var standardized: [Double]? {
    guard let standardDeviation, standardDeviation > 0, standardDeviation.isFinite else { return nil }
    let centre = mean
    return values.map { ($0 - centre) / standardDeviation }
  }

  /// The two-sided p-value of Johnson's skewness-corrected t for a mean of 0 (N. J. Johnson, JASA 73 (1978) 536): (d̄ +
  /// m₃ / (6 s² n) + m₃ d̄² / (3 s⁴)) · √n / s with m₃ = Σ(d - d̄)³ / n, compared with Student's t(n - 1).
  ///
  /// p is 1 if the correction reverses the sign of the mean.
  ///
  /// - Throws: the errors of ``meanEstimate()``.
  public func skewnessCorrectedP() throws(Untestable) -> PValue {
    let t = try meanEstimate().t
    guard let standardized else { throw .noSpread }
    let n = Double(count)
    let thirdMoment = compensatedSum(standardized.map { $0 * $0 * $0 }) / n
    let corrected = t + thirdMoment * (1 + 2 * t * t) / (6 * n.squareRoot())
    guard corrected * t > 0 else { return PValue(clamping: 1) }
    return PValue(clamping: 2 * StudentT(degreesOfFreedom: n - 1).upperTail(abs(corrected)))
  }
}
