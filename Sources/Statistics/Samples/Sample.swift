/// The finite values of a quantity over its replicates (a cell's seeds), at least one.
///
/// The values are sorted, so no statistic depends on their original order.
public struct Sample: Sendable, Hashable {
  /// The values in ascending order.
  public let values: [Double]

  /// A sample of `values` in any order; nil if there are none or one is not finite.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    self.values = values.sorted()
  }

  /// `values` must be finite, ascending and not empty.
  init(ascending values: [Double]) { self.values = values }

  /// The number of values, n.
  public var count: Int { values.count }

  public var minimum: Double { values[0] }

  public var maximum: Double { values[count - 1] }

  /// The arithmetic mean, Σx / n.
  public var mean: Double { Self.mean(values) }

  /// The standard deviation √(Σ(x - mean)² / (n - 1)); nil if n = 1, infinite if it overflows.
  public var standardDeviation: Double? {
    guard count > 1 else { return nil }
    // Halved and scaled by the largest deviation, so that no deviation or square overflows or underflows.
    let centre = mean / 2
    let largest = max(maximum / 2 - centre, centre - minimum / 2)
    guard largest > 0, minimum < maximum else { return 0 }
    let squares = values.map { (($0 / 2 - centre) / largest) * (($0 / 2 - centre) / largest) }
    return 2 * largest * (compensatedSum(squares) / Double(count - 1)).squareRoot()
  }

  /// The standard error of the mean, standard deviation / √n; nil if n = 1.
  public var standardError: Double? {
    standardDeviation.map { $0 / Double(count).squareRoot() }
  }

  public var median: Double { quantile(0.5) }

  /// The `probability` quantile (0 to 1), interpolated linearly between the values around position (n - 1) ·
  /// probability.
  public func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a quantile's probability lies in 0...1, not \(probability)")
    let position = Double(count - 1) * probability
    let below = Int(position)
    let above = min(below + 1, count - 1)
    return values[below] + (position - Double(below)) * (values[above] - values[below])
  }

  /// The mean without the ⌊n/4⌋ smallest and the ⌊n/4⌋ largest values; of all values if n < 4.
  public var interquartileMean: Double {
    Self.mean(Array(values.dropFirst(count / 4).dropLast(count / 4)))
  }

  /// The mean of sorted `values`. The mean of equal values is exactly their value, and the sum cannot overflow.
  private static func mean(_ values: [Double]) -> Double {
    let first = values[0]
    guard first < values[values.count - 1] else { return first }
    let sum = compensatedSum(values)
    return sum.isFinite ? sum / Double(values.count) : compensatedSum(values.map { $0 / Double(values.count) })
  }
}
