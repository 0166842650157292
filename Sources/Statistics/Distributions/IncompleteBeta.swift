import Glibc

/// The regularized incomplete beta function I_x(a, b), for a, b > 0 and x in 0...1.
///
/// Computed from its continued fraction (Abramowitz & Stegun 26.5.8) by Lentz's method, on the side of the mean where
/// it converges fast.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  precondition(a > 0 && b > 0 && (0...1).contains(x), "I_x(a, b) needs a, b > 0 and x in 0...1: \(x), \(a), \(b)")
  if x == 0 || x == 1 { return x }
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
  let logFront = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
  return exp(logFront) / (a * betaFraction(x, a, b))
}

/// The continued fraction 1 + d1/(1 + d2/(1 + ...)), by which I_x(a, b) is divided.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  // A zero denominator is moved by less than the rounding error.
  func nonZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
  var fraction = 1.0
  var numerator = 1.0
  var denominator = 0.0
  for step in 1...10_000 {
    let m = Double(step / 2)
    let coefficient =
      step.isMultiple(of: 2)
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    denominator = 1 / nonZero(1 + coefficient * denominator)
    numerator = nonZero(1 + coefficient / numerator)
    let change = numerator * denominator
    fraction *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return fraction
}
