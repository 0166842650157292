import CKernels
import Testing

@Suite struct ShapeTests {
  private func positions(_ d: [Int]) -> [[Int]] {
    (0..<d.reduce(1, *)).map { index in
      [index / (d[1] * d[2] * d[3]), index / (d[2] * d[3]) % d[1], index / d[3] % d[2], index % d[3]]
    }
  }

  private func offset(_ position: [Int], _ strides: [Int]) -> Int {
    zip(position, strides).map { $0 * $1 }.reduce(0, +)
  }

  @Test(arguments: Body.all)
  func broadcastingRepeatsWhereAStrideIsZero(on body: Body) throws {
    let operations: [(Float, Float) -> Float] = [{ $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }]
    let d = [2, 3, 4, 21]
    let whole = [3 * 4 * 21, 4 * 21, 21, 1]
    for strides in [
      whole, [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 0], [12, 4, 1, 0], [63, 21, 0, 1], [1, 2, 6, 24], [1, 0, 0, 0],
      [0, 84, 21, 1],
    ] {
      var generator = TestGenerator(3)
      let a = generator.floats(504)
      let b = generator.floats(504, in: 0.5...1)
      for (kind, operation) in operations.enumerated() {
        let y = Block(floats: 504)
        try body.run(.broadcastBinary, [y, Block(a), Block(b)], [kind] + d + whole + strides)
        #expect(y.elements() == positions(d).map { operation(a[offset($0, whole)], b[offset($0, strides)]) })
        try body.run(.broadcastBinary, [y, Block(b), Block(a)], [kind] + d + strides + whole)
        #expect(y.elements() == positions(d).map { operation(b[offset($0, strides)], a[offset($0, whole)]) })
      }
    }
  }

  /// Rows whose elements are interleaved in the other array, like the messages of several kinds of edge.
  @Test(arguments: Body.all)
  func stridedCopiesTakeRowsApartAndPutThemTogether(on body: Body) throws {
    for (ways, n) in [(2, 5), (2, 40), (3, 10), (3, 17), (4, 10), (4, 16), (4, 33), (5, 10)] {
      let d = [3, ways, 2, n]
      let rows = [2 * ways * n, 2 * n, n, 1]
      let interleaved = [2 * ways * n, 1, ways * n, ways]
      var generator = TestGenerator(6)
      let x = generator.floats(6 * ways * n)
      for (to, from) in [(rows, interleaved), (interleaved, rows)] {
        var wanted = [Float](repeating: 0, count: x.count)
        for position in positions(d) { wanted[offset(position, to)] = x[offset(position, from)] }
        let y = Block(floats: x.count)
        try body.run(.copyStrided, [y, Block(x)], d + to + from + [0, 0, 0])
        #expect(y.elements() == wanted, "\(ways) rows of \(n)")
      }
    }
  }

  @Test(arguments: Body.all)
  func stridedCopiesTransposeSliceAndAccumulate(on body: Body) throws {
    let d = [2, 3, 4, 5]
    let layouts = [[60, 20, 5, 1], [1, 2, 6, 24], [5, 40, 10, 1]]
    for yStrides in layouts {
      for xStrides in layouts {
        var generator = TestGenerator(4)
        let x = generator.floats(130)
        let old = generator.floats(130)
        for accumulates in [false, true] {
          var wanted = old
          for position in positions(d) {
            let value = x[7 + offset(position, xStrides)]
            let place = 3 + offset(position, yStrides)
            wanted[place] = accumulates ? wanted[place] + value : value
          }
          let y = Block(old)
          try body.run(.copyStrided, [y, Block(x)], d + yStrides + xStrides + [3, 7, accumulates ? 1 : 0])
          #expect(y.elements() == wanted)
        }
      }
    }
  }
}
