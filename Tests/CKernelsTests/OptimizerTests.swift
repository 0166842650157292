import CKernels
import Testing

@Suite struct OptimizerTests {
  @Test(arguments: Body.all)
  func stepsAreTheSameForAllElementsAndSizes(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let (start, gradient) = (generator.floats(n), generator.floats(n))
      let (p, velocity) = (Block(start), Block([Float](repeating: 0.5, count: n)))
      let operands = [p, Block(gradient), velocity, Block([0.1] as [Float]), Block([2] as [Float])]
      try body.run(.stochasticGradientDescent, operands, [n], [0.9])
      let wanted = gradient.doubles.map { 0.9 * 0.5 + 2 * $0 }
      expectClose(velocity.elements(), wanted)
      expectClose(p.elements(), zip(start.doubles, wanted).map { $0 - 0.1 * $1 })
    }
  }

  @Test(arguments: Body.all)
  func withoutVelocityAndScaleDescentIsPlain(on body: Body) throws {
    let p = Block([1, 2] as [Float])
    try body.run(
      .stochasticGradientDescent, [p, Block([4, -8] as [Float]), nil, Block([0.25] as [Float]), nil], [2], [0])
    #expect(p.elements() == [0, 4] as [Float])
  }

  /// The first step of Adam has the size of the rate, whatever the gradient's scale.
  @Test(arguments: Body.all)
  func adamCorrectsItsBiasFromTheFirstStep(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let gradient = generator.floats(n).map { $0 < 0 ? $0 - 0.01 : $0 + 0.01 }
      let (p, powers) = (Block([Float](repeating: 0, count: n)), Block([1.0, 1.0]))
      let (m, v) = (Block([Float](repeating: 0, count: n)), Block([Float](repeating: 0, count: n)))
      try body.run(.adam, [p, Block(gradient), m, v, powers, Block([0.5] as [Float]), nil], [n], [0.9, 0.999, 1e-8])
      expectClose(p.elements(), gradient.map { $0 < 0 ? 0.5 : -0.5 }, relative: 1e-5)
      #expect(powers.elements(Double.self) == [0.9, 0.999])
    }
  }

  @Test(arguments: Body.all)
  func momentsOfASilentUnitEndAtZero(on body: Body) throws {
    let least: Float = 0x1p-126
    let (m, v) = (Block([least, -least, 4 * least]), Block([least, 2 * least, 1]))
    let p = Block([1, 2, 3] as [Float])
    try body.run(
      .adam, [p, Block([0, 0, 0] as [Float]), m, v, Block([1.0, 1.0]), Block([0.5] as [Float]), nil], [3],
      [0.5, 0.5, 1e-8])
    #expect(m.elements() == [0, 0, 2 * least])
    #expect(v.elements() == [0, least, 0.5])
    #expect(p.elements() == [1, 2, 3] as [Float])
  }

  @Test(arguments: Body.all)
  func clippingShrinksOnlyLongGradients(on body: Body) throws {
    let factor = Block(floats: 1)
    try body.run(.clipFactor, [factor, Block([25.0])], [1], [2.5])
    #expect(factor.elements() == [Float(2.5 / (5 + 1e-6))])
    try body.run(.clipFactor, [factor, Block([4.0])], [1], [2.5])
    #expect(factor.elements() == [1] as [Float])
    try body.run(.clipFactor, [factor, Block([Double.nan])], [1], [2.5])
    #expect(factor.elements()[0].isNaN)
  }
}
