import Glibc

/// An interval with a half-width fixed in advance, by Stein's two stages (C. Stein, Annals of Mathematical Statistics
/// 16 (1945) 243). The spread of a pilot sets the number of seeds once, and the coverage is exact for normal values.
public struct SteinTwoStage: Sendable, Hashable {
  /// The half-width h, above 0.
  public let halfWidth: Double
  /// The level of the interval.
  public let level: Level

  /// Nil unless `halfWidth` is finite and above 0.
  public init?(halfWidth: Double, level: Level = .fivePercent) {
    guard halfWidth > 0, halfWidth.isFinite else { return nil }
    self.halfWidth = halfWidth
    self.level = level
  }

  /// The total number of seeds, N = max(n₁, ⌈(t(n₁ - 1) s₁ / h)²⌉), after a `pilot` of n₁ seeds. Nil if n₁ = 1, or if
  /// the number exceeds a million.
  public func seeds(after pilot: Sample) -> Int? {
    guard let deviation = pilot.standardDeviation else { return nil }
    let t = StudentT(degreesOfFreedom: Double(pilot.count - 1)).quantile(upperTail: level.alpha / 2)
    let root = t * deviation / halfWidth
    guard root < 1000 else { return nil }
    return max(pilot.count, Int((root * root).rounded(.up)))
  }

  /// The interval mean ± h of all seeds; nil if they are fewer than the pilot demands.
  ///
  /// `pilot` must be the first n₁ of the values of `all`.
  public func interval(of all: Sample, pilot: Sample) -> Interval? {
    guard let needed = seeds(after: pilot), all.count >= needed else { return nil }
    return Interval(around: all.mean, halfWidth: halfWidth, level: level)
  }
}
