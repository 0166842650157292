import Testing

/// A small repeatable generator (SplitMix64) for test inputs.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// `count` floats, uniform in `range`.
  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &self) }
  }

  /// `count` integers below `limit`.
  mutating func indices(_ count: Int, below limit: Int) -> [Int32] {
    (0..<count).map { _ in Int32.random(in: 0..<Int32(limit), using: &self) }
  }
}

/// Sizes around the lanes' and the blocks' ends.
let sizes = [1, 15, 16, 17, 33, 1000, 1025]

/// Expects |got - wanted| <= absolute + relative |wanted| for every element.
func expectClose(
  _ got: [Float], _ wanted: [Double], relative: Double = 1e-6, absolute: Double = 1e-7, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard got.count == wanted.count else {
    Issue.record("\(got.count) elements where \(wanted.count) are wanted. \(comment)", sourceLocation: sourceLocation)
    return
  }
  for (index, (g, w)) in zip(got, wanted).enumerated() where !(abs(Double(g) - w) <= absolute + relative * abs(w)) {
    Issue.record("element \(index) is \(g), wanted \(w). \(comment)", sourceLocation: sourceLocation)
    return
  }
}

/// The gradient of `function` at `point` by central differences.
func centralDifferences(at point: [Double], step: Double = 1e-5, of function: ([Double]) -> Double) -> [Double] {
  point.indices.map { index in
    var higher = point
    var lower = point
    higher[index] += step
    lower[index] -= step
    return (function(higher) - function(lower)) / (2 * step)
  }
}

extension Array where Element == Float {
  /// The elements in double precision.
  var doubles: [Double] { map(Double.init) }
}
