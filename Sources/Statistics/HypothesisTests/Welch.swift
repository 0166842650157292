extension Sample {
  /// The difference of the means of `self` and `other`, independent samples of unequal variances (Welch's t).
  ///
  /// Standard error √(s₁²/n₁ + s₂²/n₂); degrees of freedom by Welch and Satterthwaite.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if a sample has one value, ``Untestable/noSpread`` if both samples
  ///   are constant.
  public func difference(from other: Sample) throws(Untestable) -> StudentEstimate {
    guard let one = standardError, let two = other.standardError else {
      throw .tooFew(needed: 2, have: min(count, other.count))
    }
    let largest = max(one, two)
    guard largest > 0 else { throw .noSpread }
    let a = (one / largest) * (one / largest)
    let b = (two / largest) * (two / largest)
    return try StudentEstimate(
      value: mean - other.mean, standardError: largest * (a + b).squareRoot(),
      degreesOfFreedom: (a + b) * (a + b) / (a * a / Double(count - 1) + b * b / Double(other.count - 1)))
  }
}
