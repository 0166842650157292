import Tensors
import TestSupport
import Testing

@Suite struct ArrangingTests {
  @Test func transposingSwapsRowsAndColumns() {
    #expect(result(of: ([2, 3], [1, 2, 3, 4, 5, 6])) { $0[0].transposed() } == [1, 4, 2, 5, 3, 6])
  }

  @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [0, 3, 1, 2], [1, 0, 3, 2]])
  func permutingPutsEveryElementInItsPlace(_ order: [Int]) throws {
    let extents = [2, 3, 4, 5]
    let elements = (0..<120).map { Float($0) }
    let want = try FixtureTensor(shape: extents, data: elements.map(Double.init)).permuted(order)
    #expect(result(of: (Shape(extents), elements)) { $0[0].permuted(order) } == want.floats)
  }

  @Test func gradientsOfPermutations() {
    expectGradients([3, 4]) { $0[0].transposed() }
    expectGradients([2, 3, 2, 2]) { $0[0].permuted([2, 0, 3, 1]) }
    expectGradients([2, 3, 2]) { $0[0].permuted([1, 2, 0]) * $0[0].reshaped([3, 2, 2]) }
  }

  @Test func slicesAreParts() {
    let x: (Shape, [Float]) = ([2, 3], [1, 2, 3, 4, 5, 6])
    #expect(result(of: x) { $0[0].slice(axis: 0, 1..<2) } == [4, 5, 6])
    #expect(result(of: x) { $0[0].slice(axis: 1, 1..<3) } == [2, 3, 5, 6])
  }

  @Test func gradientsOfSlices() {
    expectGradients([3, 5]) { $0[0].slice(axis: 1, 1..<4) }
    expectGradients([3, 5, 2]) { $0[0].slice(axis: 0, 2..<3) }
    expectGradients([3, 5]) { $0[0].slice(axis: 0, 0..<3) }
    // The gradients of overlapping slices add up. One element is in neither slice.
    expectGradients([2, 6]) { $0[0].slice(axis: 1, 0..<3) * $0[0].slice(axis: 1, 2..<5) }
    // The gradient of the slice arrives after another one in the first case, and before another one in the second.
    expectGradients([2, 4]) { ($0[0] * $0[0]).slice(axis: 1, 1..<3) + $0[0].slice(axis: 1, 0..<2) }
  }

  @Test func joiningPutsPartsSideBySide() {
    let parts: [(Shape, [Float])] = [([2, 1], [1, 2]), ([2, 2], [3, 4, 5, 6])]
    #expect(result(of: parts[0], parts[1]) { .joined($0, axis: 1) } == [1, 3, 4, 2, 5, 6])
  }

  @Test func gradientsOfJoins() {
    expectGradients([2, 3], [2, 2]) { .joined($0, axis: 1) }
    expectGradients([1, 3], [2, 3]) { .joined($0, axis: 0) }
    expectGradients([2, 3, 2]) { .joined([$0[0], $0[0].tanh(), $0[0]], axis: 1) }
    expectGradients([2, 2], [2, 3]) { .joined([$0[0].detached, $0[1]], axis: 1).slice(axis: 1, 2..<5) }
  }

  @Test func reshapingKeepsTheGradient() {
    expectGradients([2, 6]) { $0[0].reshaped([3, 4]).tanh().reshaped([12]) * $0[0].reshaped([12]) }
  }
}
