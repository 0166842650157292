import Glibc

/// The standard normal distribution.
enum Normal {
  /// The probability of a value above `x`.
  static func upperTail(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }

  /// The value that is exceeded with `probability`, which must be strictly between 0 and 1.
  static func quantile(upperTail probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a tail's probability lies between 0 and 1, not \(probability)")
    if probability > 0.5 { return -quantile(upperTail: 1 - probability) }
    return probability == 0.5 ? 0 : whereFalling(passes: probability, upperTail)
  }
}
