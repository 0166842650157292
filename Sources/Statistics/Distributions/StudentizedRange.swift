import Glibc

/// The range of `count` independent standard normal values, divided by an independent estimate of the standard
/// deviation with `degreesOfFreedom` (infinite: the true standard deviation).
struct StudentizedRange {
  let count: Int
  let degreesOfFreedom: Double

  /// The probability of a value above `q`, with a relative error near 1e-10.
  func upperTail(_ q: Double) -> Double {
    guard q > 0 else { return 1 }
    return ScaledChi(degreesOfFreedom: degreesOfFreedom).mean(steepness: q) { rangeUpperTail(q * $0) }
  }

  /// The value that is exceeded with `probability`, which must be strictly between 0 and 1.
  func quantile(upperTail probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a tail's probability lies between 0 and 1, not \(probability)")
    return whereFalling(passes: probability, startingAt: 4, tolerance: 1e-10, upperTail)
  }

  /// The probability that the range of the normal values exceeds `width`.
  ///
  /// The density of the smallest value z is k φ(z) Q(z)^(k - 1). The others are within `width` of z with probability (1
  /// - Q(z + width) / Q(z))^(k - 1). The integrand is analytic with normal tails, so the trapezoidal rule's error falls
  /// faster than exponentially with the step.
  private func rangeUpperTail(_ width: Double) -> Double {
    guard width < 76 else { return 0 }
    let step = 0.25
    let others = Double(count - 1)
    var sum = 0.0
    var z = min(-8.5, -width / 2 - 6.5)
    while z < 6.5 {
      let above = Normal.upperTail(z)
      let beyond = -expm1(others * log1p(-Normal.upperTail(z + width) / above))
      sum += exp(-z * z / 2 + others * log(above)) * beyond
      z += step
    }
    return Double(count) * step * sum / (2 * Double.pi).squareRoot()
  }
}
