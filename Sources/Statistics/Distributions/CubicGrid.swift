/// A smooth function between its values at equally spaced points, by cubic interpolation (Catmull–Rom).
struct CubicGrid: Sendable, Hashable {
  private let start: Double
  private let step: Double
  /// The values at the points, and one value more at each end.
  private let values: [Double]

  /// The values of `function` at `intervals` + 1 points of `range`; a function that is even about the range's lower end is
  /// continued there as its mirror image.
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

  /// The function at `x`, which lies in the range up to rounding.
  func at(_ x: Double) -> Double {
    let place = (x - start) / step
    let below = min(max(Int(place), 0), values.count - 4)
    let f = place - Double(below)
    let (a, b, c, d) = (values[below], values[below + 1], values[below + 2], values[below + 3])
    return b + f / 2 * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)))
  }
}
