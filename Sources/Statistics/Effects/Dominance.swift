/// How often a value of the first sample exceeds one of the second: the effect size of ranks.
public struct Dominance: Sendable, Hashable {
  /// A₁₂ = P(first > second) + ½ P(first = second) over all pairs, the probability of superiority.
  public let superiority: Double
  /// Cliff's unbiased estimate of the variance of δ; nil if a sample has one value.
  private let variance: Double?
  /// The size of the smaller sample.
  private let smallerCount: Double

  public init(_ first: Sample, _ second: Sample) {
    let (n, m) = (Double(first.count), Double(second.count))
    // The mean of sign(first - second) over the second sample, then over the first.
    let rows = first.values.map { x in second.values.reduce(0) { $0 + Self.sign(x, $1) } / m }
    let columns = second.values.map { y in first.values.reduce(0) { $0 + Self.sign($1, y) } / n }
    let delta = compensatedSum(rows) / n
    superiority = MannWhitney(first, second).u / (n * m)
    smallerCount = min(n, m)
    guard smallerCount > 1 else {
      variance = nil
      return
    }
    var spread = 0.0
    for x in first.values {
      for y in second.values { spread += (Self.sign(x, y) - delta) * (Self.sign(x, y) - delta) }
    }
    let between =
      m * m * rows.reduce(0) { $0 + ($1 - delta) * ($1 - delta) }
      + n * n * columns.reduce(0) { $0 + ($1 - delta) * ($1 - delta) }
    // The estimate may be negative; Cliff's lower bound prevents that.
    variance = max((between - spread) / (n * m * (n - 1) * (m - 1)), (1 - delta * delta) / (n * m - 1))
  }

  /// Cliff's δ = 2 A₁₂ - 1.
  public var delta: Double { 2 * superiority - 1 }

  /// The asymmetric interval for δ of Feng and Cliff (Journal of Modern Applied Statistical Methods 3 (2004) 322) with
  /// the normal quantile. If δ = ±1, the open end is (n - z²) / (n + z²) with the smaller n.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if a sample has one value.
  public func interval(at level: Level) throws(Untestable) -> Interval {
    guard let variance else { throw .tooFew(needed: 2, have: 1) }
    let z = Normal.quantile(upperTail: level.alpha / 2)
    if abs(delta) == 1 {
      let end = (smallerCount - z * z) / (smallerCount + z * z)
      return delta > 0
        ? Interval(lower: end, upper: 1, level: level) : Interval(lower: -1, upper: -end, level: level)
    }
    let square = delta * delta
    let halfWidth = z * variance.squareRoot() * ((1 - square) * (1 - square) + z * z * variance).squareRoot()
    let scale = 1 - square + z * z * variance
    return Interval(
      lower: max(-1, (delta * (1 - square) - halfWidth) / scale),
      upper: min(1, (delta * (1 - square) + halfWidth) / scale), level: level)
  }

  /// The interval for A₁₂, computed from that for δ.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if a sample has one value.
  public func superiorityInterval(at level: Level) throws(Untestable) -> Interval {
    let delta = try interval(at: level)
    return Interval(lower: (delta.lower + 1) / 2, upper: (delta.upper + 1) / 2, level: level)
  }

  private static func sign(_ x: Double, _ y: Double) -> Double { x > y ? 1 : x < y ? -1 : 0 }
}
