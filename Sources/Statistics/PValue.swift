/// The probability, under the null hypothesis, of a result at least as extreme as the observed one.
public struct PValue: Sendable, Hashable, Comparable {
  /// The probability, 0 to 1.
  public let value: Double

  /// Nil unless `value` is in 0...1.
  public init?(_ value: Double) {
    guard (0...1).contains(value) else { return nil }
    self.value = value
  }

  /// The p-value nearest to `sum`, a probability with rounding errors or an upper bound of one.
  init(clamping sum: Double) {
    precondition(!sum.isNaN, "a probability is a number")
    value = min(max(sum, 0), 1)
  }

  /// Whether the p-value is at most α.
  public func isSignificant(at level: Level) -> Bool { value <= level.alpha }

  public static func < (first: PValue, second: PValue) -> Bool { first.value < second.value }
}
