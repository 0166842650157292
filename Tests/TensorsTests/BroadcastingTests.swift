import Tensors
import TestSupport
import Testing

@Suite struct BroadcastingTests {
  private typealias Operation = @Sendable (Tensor, Tensor) -> Tensor
  private static let operations: [Operation] = [{ $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }]

  /// Pairs of shapes: equal, an axis of 1 on either side or both, missing outer axes, scalars, four axes.
  private static let pairs: [(Shape, Shape)] = [
    ([5], [5]), ([2, 3], [1, 3]), ([2, 3], [2, 1]), ([1, 3], [2, 1]), ([2, 3], [3]), ([3], [2, 3]), ([2, 3], []),
    ([], [4]), ([2, 1, 3], [1, 4, 1]), ([2, 3, 1, 2], [3, 2, 1]), ([2, 1, 3, 1], [1, 2, 1, 2]), ([1, 1], [1]),
  ]

  @Test(arguments: Self.pairs.indices) func gradientsOfArithmetic(_ pair: Int) {
    let (a, b) = Self.pairs[pair]
    for operation in Self.operations { expectGradients(a, b, over: 0.6...2.2) { operation($0[0], $0[1]) } }
  }

  @Test func anOuterAxisRepeats() {
    let sum = result(of: ([2, 3], [1, 2, 3, 4, 5, 6]), ([3], [10, 20, 30])) { $0[0] + $0[1] }
    #expect(sum == [11, 22, 33, 14, 25, 36])
  }

  @Test func bothSidesRepeatAlongEachOther() {
    let product = result(of: ([2, 1], [2, 3]), ([1, 3], [1, 10, 100])) { $0[0] * $0[1] }
    #expect(product == [2, 20, 200, 3, 30, 300])
  }

  @Test func aTensorCombinedWithItself() {
    for operation in Self.operations { expectGradients([2, 3], over: 0.6...2.2) { operation($0[0], $0[0]) } }
  }

  @Test(arguments: 0..<3) func gradientsOfSumsAlongAnAxis(_ axis: Int) {
    expectGradients([3, 4, 5]) { $0[0].sum(axis: axis, scale: -0.7) }
    expectGradients([3, 4, 5]) { ($0[0] * $0[0]).sum(axis: axis) }
  }

  @Test func gradientsOfWholeSumsAndMeans() {
    expectGradients([3, 7]) { ($0[0] * $0[0]).sum(scale: 2) }
    expectGradients([3, 7]) { ($0[0] * $0[0]).mean() }
    expectGradients([]) { $0[0].sum() }
  }

  @Test func sumsLeaveTheirAxisOut() {
    let tape = Tape(gradients: false)
    let x = tape.tensor(.of([1, 2, 3, 4, 5, 6] as [Float]), [2, 3])
    #expect(x.sum(axis: 0).shape == [3])
    #expect(x.sum(axis: 0).elements == [5, 7, 9])
    #expect(x.sum(axis: 1).elements == [6, 15])
    #expect(x.sum().shape == [])
    #expect(x.mean().elements == [3.5])
  }
}
