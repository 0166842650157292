import Glibc

/// Median and range of a few measurements, rounded to four digits.
public struct Spread: Sendable, Encodable {
  /// The middle value, or the mean of the two in the middle.
  public let median: Double
  /// The smallest.
  public let min: Double
  /// The largest.
  public let max: Double

  /// The spread of at least one value.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median = (sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2).rounded(digits: 4)
    min = sorted.first!.rounded(digits: 4)
    max = sorted.last!.rounded(digits: 4)
  }
}

extension Double {
  /// The nearest number with `digits` significant decimal digits.
  func rounded(digits: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    let decimals = digits - 1 - Int(log10(magnitude).rounded(.down))
    // Division by a power of ten, unlike multiplication by its inverse, gives the number that prints short.
    let power = pow(10, Double(decimals.magnitude))
    return decimals < 0 ? (self / power).rounded() * power : (self * power).rounded() / power
  }
}
