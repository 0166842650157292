/// Fisher's F distribution with (numerator, denominator) degrees of freedom.
struct FisherF {
  let numerator: Double
  let denominator: Double

  /// The probability of a value above `f`, f ≥ 0.
  func upperTail(_ f: Double) -> Double {
    guard f.isFinite else { return 0 }
    let scaled = numerator * f
    // Of the two complementary forms, the one with the small argument is accurate.
    return scaled < denominator
      ? 1 - incompleteBeta(scaled / (denominator + scaled), numerator / 2, denominator / 2)
      : incompleteBeta(denominator / (denominator + scaled), denominator / 2, numerator / 2)
  }
}
