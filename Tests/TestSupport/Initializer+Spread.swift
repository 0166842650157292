public import Tensors

extension Initializer {
  /// Evenly spaced values of `range` in a scattered order. No two are equal, and every call gives the same values.
  public static func spread(_ count: Int, over range: ClosedRange<Float>) -> Initializer {
    var pace = max(1, count * 5 / 8)
    while greatestCommonDivisor(pace, count) != 1 { pace += 1 }
    let width = range.upperBound - range.lowerBound
    return .values(
      (0..<count).map { range.lowerBound + width * (Float(($0 * pace + 1) % count) + 0.5) / Float(count) })
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
