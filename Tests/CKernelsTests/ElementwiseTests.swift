import CKernels
import Testing

@Suite struct ElementwiseTests {
  struct Binary: Sendable, CustomTestStringConvertible {
    let opcode: Opcode
    let truth: @Sendable (Float, Float) -> Float
    var testDescription: String { "\(opcode)" }
  }

  static let binaries = [
    Binary(opcode: .add) { $0 + $1 },
    Binary(opcode: .subtract) { $0 - $1 },
    Binary(opcode: .multiply) { $0 * $1 },
    Binary(opcode: .divide) { $0 / $1 },
    Binary(opcode: .minimum) { min($0, $1) },
    Binary(opcode: .maximum) { max($0, $1) },
    Binary(opcode: .reluBackward) { $1 > 0 ? $0 : 0 },
    Binary(opcode: .logBackward) { $0 / $1 },
  ]

  @Test(arguments: binaries, Body.all)
  func functionsOfTwoArraysAreExactAlsoInPlace(_ binary: Binary, on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let a = generator.floats(n)
      let b = generator.floats(n)
      let wanted = zip(a, b).map(binary.truth)
      let y = Block(floats: n)
      try body.run(binary.opcode, [y, Block(a), Block(b)], [n])
      #expect(y.elements() == wanted)
      let first = Block(a)
      try body.run(binary.opcode, [first, first, Block(b)], [n])
      #expect(first.elements() == wanted)
      let second = Block(b)
      try body.run(binary.opcode, [second, Block(a), second], [n])
      #expect(second.elements() == wanted)
    }
  }

  @Test(arguments: Body.all)
  func extremaAndReluLetNotANumberThrough(on body: Body) throws {
    let y = Block(floats: 2)
    for opcode in [Opcode.minimum, .maximum] {
      try body.run(opcode, [y, Block([.nan, 1] as [Float]), Block([1, .nan] as [Float])], [2])
      #expect(y.elements().allSatisfy { $0.isNaN })
    }
    try body.run(.relu, [y, Block([.nan, -1] as [Float])], [2])
    #expect(y.elements()[0].isNaN)
    #expect(y.elements()[1] == 0)
  }

  @Test(arguments: Body.all)
  func fillCopyScaleClampAndRootAreExact(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let x = generator.floats(n)
      let y = Block(floats: n)
      try body.run(.fill, [y], [n], [0.1])
      #expect(y.elements() == [Float](repeating: 0.1, count: n))
      try body.run(.copy, [y, Block(x)], [n])
      #expect(y.elements() == x)
      try body.run(.scaleShift, [y, y], [n], [3, -0.25])
      #expect(y.elements() == x.map { Float(-0.25).addingProduct(3, $0) })
      try body.run(.accumulate, [y, Block(x)], [n], [-3])
      #expect(y.elements() == x.map { Float(-0.25).addingProduct(3, $0).addingProduct(-3, $0) })
      try body.run(.clamp, [y, Block(x)], [n], [-0.5, 0.25])
      #expect(y.elements() == x.map { min(max($0, -0.5), 0.25) })
      try body.run(.relu, [y, Block(x)], [n])
      #expect(y.elements() == x.map { max($0, 0) })
      try body.run(.sqrt, [y, y], [n])
      #expect(y.elements() == x.map { max($0, 0).squareRoot() })
    }
  }

  @Test(arguments: Body.all)
  func interpolationMovesByItsWeight(on body: Body) throws {
    var generator = TestGenerator(1)
    let old = generator.floats(1025)
    let new = generator.floats(1025)
    let y = Block(old)
    try body.run(.lerp, [y, Block(new)], [1025], [0.005])
    expectClose(y.elements(), zip(old, new).map { Double($0) + 0.005 * (Double($1) - Double($0)) })
  }

  @Test(arguments: Body.all)
  func theClampPassesGradientsWithinItsBounds(on body: Body) throws {
    let x: [Float] = [-2, -1, 0, 1, 2]
    let dx = Block(floats: 5)
    try body.run(.clampBackward, [dx, Block([1, 2, 3, 4, 5] as [Float]), Block(x)], [5], [-1, 1])
    #expect(dx.elements() == [0, 2, 3, 4, 0] as [Float])
  }

  @Test(arguments: Body.all)
  func extremaSendTheirGradientToTheWinnerAndHalveItOnTies(on body: Body) throws {
    let a: [Float] = [1, 2, 3] + [Float](repeating: 0, count: 17)
    let b: [Float] = [2, 2, 2] + [Float](repeating: 1, count: 17)
    let dy = (0..<20).map { Float($0 + 1) }
    let da = Block(floats: 20)
    let db = Block(floats: 20)
    try body.run(.minimumBackward, [da, db, Block(dy), Block(a), Block(b)], [20])
    #expect(da.elements() == [1, 1, 0] + dy[3...])
    #expect(db.elements() == [0, 1, 3] + [Float](repeating: 0, count: 17))
    try body.run(.maximumBackward, [da, db, Block(dy), Block(a), Block(b)], [20])
    #expect(da.elements() == [0, 1, 3] + [Float](repeating: 0, count: 17))
    #expect(db.elements() == [1, 1, 0] + dy[3...])
  }

  @Test(arguments: Body.all)
  func activationGradientsFollowFromTheActivatedValue(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let dy = generator.floats(n)
      let y = generator.floats(n, in: 0...1)
      let dx = Block(dy)
      try body.run(.tanhBackward, [dx, dx, Block(y)], [n])
      expectClose(dx.elements(), zip(dy.doubles, y.doubles).map { $0 * (1 - $1 * $1) })
      try body.run(.sigmoidBackward, [dx, Block(dy), Block(y)], [n])
      expectClose(dx.elements(), zip(dy.doubles, y.doubles).map { $0 * $1 * (1 - $1) })
    }
  }
}
