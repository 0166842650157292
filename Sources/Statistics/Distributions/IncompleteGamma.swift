import Glibc

/// The two regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), for a > 0 and x ≥ 0.
///
/// The smaller one is computed: P by its series for x < a + 1, Q by its continued fraction otherwise (Abramowitz &
/// Stegun 6.5.29 and 6.5.31). The relative error is near 1e-13.
struct IncompleteGamma {
  let lower: Double
  let upper: Double

  init(_ a: Double, _ x: Double) {
    precondition(a > 0 && x >= 0, "P(a, x) needs a > 0 and x ≥ 0: \(a), \(x)")
    guard x > 0, x.isFinite else {
      (lower, upper) = x == 0 ? (0, 1) : (1, 0)
      return
    }
    let front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      lower = min(front * Self.series(a, x), 1)
      upper = 1 - lower
    } else {
      upper = front * Self.fraction(a, x)
      lower = 1 - upper
    }
  }

  /// Σ xⁿ / (a (a + 1) … (a + n)).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var denominator = a
    while term > sum * 1e-17 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return sum
  }

  /// 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …))), by Lentz's method.
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var numerator = Double.greatestFiniteMagnitude
    var denominator = 1 / b
    var fraction = denominator
    for step in 1...10_000 {
      let coefficient = -Double(step) * (Double(step) - a)
      b += 2
      denominator = 1 / (coefficient * denominator + b)
      numerator = b + coefficient / numerator
      let change = numerator * denominator
      fraction *= change
      if abs(change - 1) < 1e-16 { break }
    }
    return fraction
  }
}
