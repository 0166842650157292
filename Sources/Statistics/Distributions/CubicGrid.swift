/// A smooth function, interpolated between its values at equally spaced points (cubic, Catmull–Rom).
struct CubicGrid: Sendable, Hashable {
  private let start: Double
  private let step: Double
  /// The values at the points, with one extrapolated value at each end.
  private let values: [Double]

  /// Evaluates `function` at `intervals` + 1 points of `range`. A function that is even about the range's lower end is
  /// extended there as its mirror image.
  init(
    over range: ClosedRange<Double>, intervals: Int, isEven: Bool = false, _ function: (Double) -> Double
  ) {
    start = range.lowerBound
    step = (range.upperBound - range.lowerBound) / Double(intervals)
    let (start, step) = (start, step)
    let inner = (0...intervals).map { function(start + Double($0) * step) }
    values =
      [isEven ? inner[1] : 2 * inner[0] - inner[1]] + inner + [2 * inner[intervals] - inner[intervals - 1]]
  }

  /// The function at `x`, which must be in the range up to rounding.
  func at(_ x: Double) -> Double {
    let place = (x - start) / step
    let below = min(max(Int(place), 0), values.count - 4)
    let f = place - Double(below)
    let (a, b, c, d) = (values[below], values[below + 1], values[below + 2], values[below + 3])
    return b + f / 2 * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)))
  }
}
