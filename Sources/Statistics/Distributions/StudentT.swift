/// Student's t distribution.
struct StudentT {
  let degreesOfFreedom: Double

  /// The probability of a value above `t`.
  func upperTail(_ t: Double) -> Double {
    guard t != 0 else { return 0.5 }
    let square = t * t
    // Of the two complementary forms, the one with the small argument is accurate.
    let outside =
      square < degreesOfFreedom
      ? 1 - incompleteBeta(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2)
      : incompleteBeta(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5)
    return t > 0 ? outside / 2 : 1 - outside / 2
  }

  /// The value that is exceeded with `probability`, which must be strictly between 0 and 1.
  func quantile(upperTail probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a tail's probability lies between 0 and 1, not \(probability)")
    if probability > 0.5 { return -quantile(upperTail: 1 - probability) }
    return probability == 0.5 ? 0 : whereFalling(passes: probability, upperTail)
  }
}
