import Tensors
import TestSupport
import Testing

@Suite struct IndexingTests {
  private let index = Block.of([3, 0, 3, 1] as [Int32])

  @Test func gradientsOfRowsAddUpWhereAnIndexComesTwice() {
    expectGradients([5, 3]) { $0[0].rows($0[0].tape.tensor(index, [4])) }
    expectGradients([5, 3]) { p in
      let index = p[0].tape.tensor(index, [4])
      return p[0].rows(index) * p[0].tanh().rows(index)
    }
  }

  @Test func gradientsOfElements() {
    expectGradients([4, 5]) { $0[0].elements($0[0].tape.tensor(index, [4])) }
    expectGradients([4, 5]) { p in
      let index = p[0].tape.tensor(index, [4])
      return p[0].elements(index) * p[0].elements(index)
    }
  }

  @Test func theFirstOfEqualMaximaIsFound() {
    let tape = Tape(gradients: false)
    let x = tape.tensor(.of([1, 3, 3, -2, -5, -2] as [Float]), [2, 3])
    let best = x.elements(x.argmaxRows())
    #expect(best.elements == [3, -2])
    let labels = Block.of([1, 0] as [Int32])
    let count = Block(.int32, count: 1)
    x.countCorrect(tape.tensor(labels, [2]), into: count)
    x.countCorrect(tape.tensor(labels, [2]), into: count)
    #expect(count.integers[0] == 4)
  }

  @Test func aCopyOutlivesTheTape() {
    let block = Block(.float32, count: 3)
    Tape(gradients: false).constant(2.5, [3]).copy(to: block)
    #expect(Array(block.floats) == [2.5, 2.5, 2.5])
  }
}
