extension Sample {
  /// The mean with Student's law of its error (one-sample t).
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if n = 1, ``Untestable/noSpread`` if all values are equal.
  public func meanEstimate() throws(Untestable) -> StudentEstimate {
    guard let standardError else { throw .tooFew(needed: 2, have: count) }
    return try StudentEstimate(value: mean, standardError: standardError, degreesOfFreedom: Double(count - 1))
  }

  /// Student's interval for the mean, mean ± t(n - 1) · standard error. Nil if n = 1; the mean alone if all values are
  /// equal.
  public func meanInterval(at level: Level) -> Interval? {
    guard let standardError else { return nil }
    let t = StudentT(degreesOfFreedom: Double(count - 1)).quantile(upperTail: level.alpha / 2)
    return Interval(around: mean, halfWidth: standardError > 0 ? t * standardError : 0, level: level)
  }
}
