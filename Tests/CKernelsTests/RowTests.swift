import CKernels
import Testing

@Suite struct RowTests {
  @Test(arguments: Body.all)
  func rowsAreGatheredAndTheirGradientsAddedWhereTheyCameFrom(on body: Body) throws {
    for width in [1, 16, 19] {
      var generator = TestGenerator(UInt64(width))
      let table = generator.floats(5 * width)
      let index: [Int32] = [4, 0, 4, 2]
      let y = Block(floats: 4 * width)
      try body.run(.gatherRows, [y, Block(table), Block(index)], [4, width])
      #expect(y.elements() == index.flatMap { table[Int($0) * width..<(Int($0) + 1) * width] })
      let dy = generator.floats(4 * width)
      var wanted = table
      for (row, place) in index.enumerated() {
        for j in 0..<width { wanted[Int(place) * width + j] += dy[row * width + j] }
      }
      let dtable = Block(table)
      try body.run(.scatterAddRows, [dtable, Block(dy), Block(index)], [4, width])
      #expect(dtable.elements() == wanted)
    }
  }

  @Test(arguments: Body.all)
  func elementsAreGatheredAndScattered(on body: Body) throws {
    let x: [Float] = [1, 2, 3, 4, 5, 6]
    let index = Block([2, 0] as [Int32])
    let y = Block(floats: 2)
    try body.run(.gatherElements, [y, Block(x), index], [2, 3])
    #expect(y.elements() == [3, 4] as [Float])
    let dx = Block(floats: 6)
    try body.run(.scatterElements, [dx, y, index], [2, 3])
    #expect(dx.elements() == [0, 0, 3, 4, 0, 0] as [Float])
  }

  @Test(arguments: Body.all)
  func theFirstOfEqualMaximaWins(on body: Body) throws {
    let scores: [Float] = [1, 3, 3, -2, -1, -1, 0, 0, 0]
    let index = Block([Int32](repeating: -1, count: 3))
    try body.run(.argmaxRows, [index, Block(scores)], [3, 3])
    #expect(index.elements(Int32.self) == [1, 1, 0])
    let count = Block([5] as [Int32])
    try body.run(.countCorrect, [count, Block(scores), Block([1, 2, 0] as [Int32])], [3, 3])
    #expect(count.elements(Int32.self) == [7])
  }
}
