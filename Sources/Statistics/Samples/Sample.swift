/// The finite values of one quantity over its replicates (a cell's seeds), at least one.
///
/// The values are kept sorted, so that no statistic depends on the order in which they came.
public struct Sample: Sendable, Hashable {
  /// The values in ascending order.
  public let values: [Double]

  /// A sample of `values` in any order; nil where there is none or one is not finite.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    self.values = values.sorted()
  }

  /// The sample of `values`, which are known to be finite and in order, and at least one.
  init(ascending values: [Double]) { self.values = values }

  /// The number of values, n.
  public var count: Int { values.count }

  /// The smallest value.
  public var minimum: Double { values[0] }

  /// The largest value.
  public var maximum: Double { values[count - 1] }

  /// The arithmetic mean, Σx / n.
  public var mean: Double { Self.mean(values) }

  /// The standard deviation √(Σ(x - mean)² / (n - 1)); nil where n = 1, infinite where it exceeds the largest number.
  public var standardDeviation: Double? {
    guard count > 1 else { return nil }
    // Halved and scaled by the largest deviation, so that neither a deviation nor its square overflows or vanishes.
    let centre = mean / 2
    let largest = max(maximum / 2 - centre, centre - minimum / 2)
    guard largest > 0, minimum < maximum else { return 0 }
    let squares = values.map { (($0 / 2 - centre) / largest) * (($0 / 2 - centre) / largest) }
    return 2 * largest * (compensatedSum(squares) / Double(count - 1)).squareRoot()
  }

  /// The standard error of the mean, standard deviation / √n; nil where n = 1.
  public var standardError: Double? {
    standardDeviation.map { $0 / Double(count).squareRoot() }
  }

  /// The 0.5 quantile.
  public var median: Double { quantile(0.5) }

  /// The `probability` quantile (0 to 1), linear between the two values nearest to position (n - 1) · probability.
  public func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a quantile's probability lies in 0...1, not \(probability)")
    let position = Double(count - 1) * probability
    let below = Int(position)
    let above = min(below + 1, count - 1)
    return values[below] + (position - Double(below)) * (values[above] - values[below])
  }

  /// The mean without the ⌊n/4⌋ smallest and largest values; the mean of all where n < 4.
  public var interquartileMean: Double {
    Self.mean(Array(values.dropFirst(count / 4).dropLast(count / 4)))
  }

  /// The mean of sorted `values`: equal ones give exactly themselves, and the sum cannot overflow.
  private static func mean(_ values: [Double]) -> Double {
    let first = values[0]
    guard first < values[values.count - 1] else { return first }
    let sum = compensatedSum(values)
    return sum.isFinite ? sum / Double(values.count) : compensatedSum(values.map { $0 / Double(values.count) })
  }
}
