/// The probabilities, under the null hypothesis, of a statistic at least as large and at most as large as the observed
/// one.
///
/// For a discrete statistic both include the observed value.
public struct TailProbabilities: Sendable, Hashable {
  /// The probability of a statistic at least as large.
  public let greater: PValue
  /// The probability of a statistic at most as large.
  public let less: PValue

  init(greater: Double, less: Double) {
    self.greater = PValue(clamping: greater)
    self.less = PValue(clamping: less)
  }

  /// The p-value against `alternative`. The two-sided p-value is twice the smaller tail, at most 1.
  public func p(_ alternative: Alternative = .twoSided) -> PValue {
    switch alternative {
    case .twoSided: PValue(clamping: 2 * min(greater, less).value)
    case .greater: greater
    case .less: less
    }
  }
}
