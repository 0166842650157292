/// A share of successes among independent runs.
public struct Proportion: Sendable, Hashable {
  /// The number of runs that succeeded.
  public let successes: Int
  /// The number of runs, at least 1.
  public let runs: Int

  /// Nil if there are no runs, or `successes` is not in 0...runs.
  public init?(successes: Int, of runs: Int) {
    guard runs > 0, (0...runs).contains(successes) else { return nil }
    self.successes = successes
    self.runs = runs
  }

  /// successes / runs.
  public var share: Double { Double(successes) / Double(runs) }

  /// Wilson's score interval, which stays within 0...1 and has a positive width even at 0 or all successes.
  public func interval(at level: Level) -> Interval {
    let z = Normal.quantile(upperTail: level.alpha / 2)
    let n = Double(runs)
    let scale = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / scale
    let halfWidth = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / scale
    return Interval(
      lower: successes == 0 ? 0 : max(0, centre - halfWidth),
      upper: successes == runs ? 1 : min(1, centre + halfWidth), level: level)
  }
}
