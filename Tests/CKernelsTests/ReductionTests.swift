import CKernels
import Testing

@Suite struct ReductionTests {
  @Test(arguments: Body.all)
  func sumsRunOverTheMiddleDimension(on body: Body) throws {
    for (outer, middle, inner) in [(1, 1025, 1), (17, 3, 1), (1, 33, 100), (3, 17, 16), (2, 5, 15), (2, 0, 3)] {
      var generator = TestGenerator(UInt64(outer + middle))
      let x = generator.floats(outer * middle * inner)
      let old = generator.floats(outer * inner)
      for accumulates in [false, true] {
        let y = Block(old)
        try body.run(.reduceSum, [y, Block(x)], [outer, middle, inner, accumulates ? 1 : 0], [0.5])
        let wanted = (0..<outer * inner).map { index in
          let (i, j) = (index / inner, index % inner)
          let sum = (0..<middle).map { Double(x[(i * middle + $0) * inner + j]) }.reduce(0, +)
          return 0.5 * sum + (accumulates ? Double(old[index]) : 0)
        }
        expectClose(y.elements(), wanted, relative: 1e-6, absolute: 1e-7)
      }
    }
  }

  @Test(arguments: Body.all)
  func longSumsOfFloatsKeepTheirPrecision(on body: Body) throws {
    let n = 1 << 20
    let y = Block(floats: 1)
    try body.run(.reduceSum, [y, Block([Float](repeating: 0.1, count: n))], [1, n, 1, 0], [1])
    #expect(y.elements() == [Float(Double(Float(0.1)) * Double(n))])
  }

  @Test(arguments: Body.all)
  func sumsOfSquaresAreDouble(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let x = generator.floats(n)
      let sum = Block([7.0])
      let wanted = x.doubles.map { $0 * $0 }.reduce(0, +)
      try body.run(.sumOfSquares, [sum, Block(x)], [n, 0])
      #expect(abs(sum.elements(Double.self)[0] - wanted) <= 1e-12 * wanted)
      try body.run(.sumOfSquares, [sum, Block(x)], [n, 1])
      #expect(abs(sum.elements(Double.self)[0] - 2 * wanted) <= 1e-12 * wanted)
    }
  }

  @Test(arguments: Body.all)
  func theActivationsGradientAndTheBiasGradientComeTogether(on body: Body) throws {
    let slopes: [(Double) -> Double] = [{ _ in 1 }, { $0 > 0 ? 1 : 0 }, { 1 - $0 * $0 }, { $0 * (1 - $0) }]
    for (rows, columns) in [(1, 1), (3, 15), (50, 64), (7, 100), (128, 10)] {
      for (code, slope) in slopes.enumerated() {
        var generator = TestGenerator(UInt64(rows + columns))
        let dy = generator.floats(rows * columns)
        let y = generator.floats(rows * columns)
        let old = generator.floats(columns)
        let wanted = zip(dy.doubles, y.doubles).map { $0 * slope($1) }
        let sums = (0..<columns).map { j in (0..<rows).map { wanted[$0 * columns + j] }.reduce(0, +) }
        let dx = Block(dy)
        let dbias = Block(old)
        try body.run(.activationBackward, [dx, dbias, dx, Block(y)], [rows, columns, 0, code])
        expectClose(dx.elements(), wanted, relative: 1e-6)
        expectClose(dbias.elements(), sums, relative: 1e-6, absolute: 1e-5)
        let withOld = Block(old)
        try body.run(.activationBackward, [Block(dy), withOld, Block(dy), Block(y)], [rows, columns, 1, code])
        expectClose(withOld.elements(), zip(sums, old).map { $0 + Double($1) }, relative: 1e-6, absolute: 1e-5)
        let alone = Block(floats: rows * columns)
        try body.run(.activationBackward, [alone, nil, Block(dy), Block(y)], [rows, columns, 0, code])
        #expect(alone.elements() == dx.elements())
      }
    }
  }
}
