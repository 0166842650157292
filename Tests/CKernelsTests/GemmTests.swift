import CKernels
import Glibc
import Testing

@Suite struct GemmTests {
  /// M, N, K.
  static let shapes = [
    [1, 1, 1], [1, 64, 8], [1, 200, 33], [2, 130, 70], [3, 40, 5], [30, 40, 60], [50, 2, 64], [17, 12, 9],
    [200, 10, 31],
    [60, 10, 4], [40, 10, 30],
    [19, 13, 600], [5, 17, 1025], [24, 49, 200], [13, 1000, 3], [4, 5, 0], [4, 16, 0], [20, 3, 0],
  ]

  /// The product by definition: every element is one chain of fused multiply-adds in the order of k.
  private func reference(
    a: [Float], b: [Float], start: [Float]?, bias: [Float]?, shape: [Int], transposeA: Bool, transposeB: Bool
  ) -> [Float] {
    let (m, n, k) = (shape[0], shape[1], shape[2])
    return (0..<m * n).map { index in
      let (row, column) = (index / n, index % n)
      var sum = start?[index] ?? 0
      for step in 0..<k {
        let left = transposeA ? a[step * m + row] : a[row * k + step]
        let right = transposeB ? b[column * k + step] : b[step * n + column]
        sum = sum.addingProduct(left, right)
      }
      return bias.map { sum + $0[column] } ?? sum
    }
  }

  @Test(arguments: Body.all, shapes)
  func everyElementIsItsChainOfProductsInEveryTransposition(on body: Body, shape: [Int]) throws {
    let (m, n, k) = (shape[0], shape[1], shape[2])
    var generator = TestGenerator(UInt64(m * 31 + n))
    let a = generator.floats(m * k)
    let b = generator.floats(k * n)
    let start = generator.floats(m * n)
    for (transposeA, transposeB) in [(false, false), (true, false), (false, true), (true, true)] {
      for accumulates in [false, true] {
        let c = Block(start)
        try body.run(
          .gemm, [c, Block(a), Block(b), nil],
          [m, n, k, transposeA ? 1 : 0, transposeB ? 1 : 0, accumulates ? 1 : 0, 0])
        let wanted = reference(
          a: a, b: b, start: accumulates ? start : nil, bias: nil, shape: shape, transposeA: transposeA,
          transposeB: transposeB)
        #expect(c.elements() == wanted, "transposes \(transposeA) \(transposeB), accumulates \(accumulates)")
      }
    }
  }

  /// Each case has a tile of another height or width, with a partial last vector of columns.
  @Test(arguments: Body.all)
  func tilesOfEverySizeGiveTheSame(on body: Body) throws {
    for (m, n) in (1...17).flatMap({ m in [13, 28, 45].map { (m, $0) } }) {
      let shape = [m, n, 3]
      var generator = TestGenerator(UInt64(m * 41 + n))
      let (a, b, start) = (generator.floats(m * 3), generator.floats(3 * n), generator.floats(m * n))
      for transposeB in [false, true] {
        let c = Block(start)
        try body.run(.gemm, [c, Block(a), Block(b), nil], shape + [0, transposeB ? 1 : 0, 1, 0])
        let wanted = reference(
          a: a, b: b, start: start, bias: nil, shape: shape, transposeA: false, transposeB: transposeB)
        #expect(c.elements() == wanted, "\(shape), transposed \(transposeB)")
      }
    }
  }

  /// Enough rows, columns and k for a transposed A to be copied into strips, and more rows than one block of them.
  @Test(arguments: Body.all)
  func aTransposedFactorInStripsGivesTheBitsOfThePlainProduct(on body: Body) throws {
    let (m, n, k) = (203, 260, 130)
    var generator = TestGenerator(7)
    let (a, b, start) = (generator.floats(m * k), generator.floats(k * n), generator.floats(m * n))
    let bias = Block(generator.floats(n))
    let transposed = (0..<m * k).map { a[$0 % m * k + $0 / m] }
    for accumulates in [0, 1] {
      let (plain, fromStrips) = (Block(start), Block(start))
      try body.run(.gemm, [plain, Block(a), Block(b), bias], [m, n, k, 0, 0, accumulates, 1])
      try body.run(.gemm, [fromStrips, Block(transposed), Block(b), bias], [m, n, k, 1, 0, accumulates, 1])
      #expect(fromStrips.elements() == plain.elements(), "accumulates \(accumulates)")
    }
  }

  @Test(arguments: Body.all, shapes)
  func biasAndActivationComeAfterTheSum(on body: Body, shape: [Int]) throws {
    let (m, n, k) = (shape[0], shape[1], shape[2])
    var generator = TestGenerator(UInt64(m * 37 + n))
    let a = generator.floats(m * k)
    let b = generator.floats(k * n)
    let bias = generator.floats(n)
    let sum = reference(a: a, b: b, start: nil, bias: bias, shape: shape, transposeA: false, transposeB: false)
    let activations: [(Double) -> Double] = [{ $0 }, { max($0, 0) }, { tanh($0) }, { 1 / (1 + exp(-$0)) }]
    for (code, activation) in activations.enumerated() {
      let c = Block(floats: m * n)
      try body.run(.gemm, [c, Block(a), Block(b), Block(bias)], [m, n, k, 0, 0, 0, code])
      expectClose(c.elements(), sum.map { activation(Double($0)) }, relative: 2e-7, "activation \(code)")
    }
  }

  /// One panel of columns read in place or packed, several, lanes that are rows, a chain too long for one block, none.
  @Test(arguments: Body.all, [[7, 20, 11], [5, 28, 28], [6, 100, 9], [50, 2, 64], [3, 40, 300], [4, 5, 0]])
  func aBatchIsItsProductsOneByOne(on body: Body, shape: [Int]) throws {
    let (batch, m, n, k) = (3, shape[0], shape[1], shape[2])
    var generator = TestGenerator(5)
    let a = generator.floats(batch * m * k)
    let b = generator.floats(batch * k * n)
    let start = generator.floats(batch * m * n)
    for flags in [[0, 0, 0], [1, 0, 1], [0, 1, 0], [1, 1, 1]] {
      let together = Block(start)
      try body.run(.batchedGemm, [together, Block(a), Block(b)], [batch, m, n, k] + flags)
      var apart: [Float] = []
      for i in 0..<batch {
        let c = Block(Array(start[i * m * n..<(i + 1) * m * n]))
        let left = Block(Array(a[i * m * k..<(i + 1) * m * k]))
        let right = Block(Array(b[i * k * n..<(i + 1) * k * n]))
        try body.run(.gemm, [c, left, right, nil], [m, n, k] + flags + [0])
        apart += c.elements()
      }
      #expect(together.elements() == apart)
    }
  }
}
