/// The probability, if nothing differs, of a result at least as extreme as the one seen.
public struct PValue: Sendable, Hashable, Comparable {
  /// The probability, 0 to 1.
  public let value: Double

  /// A p-value; nil where `value` lies outside 0...1.
  public init?(_ value: Double) {
    guard (0...1).contains(value) else { return nil }
    self.value = value
  }

  /// The p-value nearest to `sum`, a probability with rounding errors or a bound on one.
  init(clamping sum: Double) {
    precondition(!sum.isNaN, "a probability is a number")
    value = min(max(sum, 0), 1)
  }

  /// Whether the p-value is at most α.
  public func isSignificant(at level: Level) -> Bool { value <= level.alpha }

  /// Whether the first p-value is smaller.
  public static func < (first: PValue, second: PValue) -> Bool { first.value < second.value }
}
