import CKernels
import Glibc
import Testing

/// The polynomials against the C library in double precision. Units in the last place are those of the float nearest to
/// the truth.
@Suite struct MathematicsTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let opcode: Opcode
    let truth: @Sendable (Double) -> Double
    let bound: Double
    var testDescription: String { "\(opcode)" }
  }

  static let functions = [
    Function(opcode: .exp, truth: { exp($0) }, bound: 1.0),
    Function(opcode: .log, truth: { log($0) }, bound: 0.9),
    Function(opcode: .tanh, truth: { tanh($0) }, bound: 1.4),
    Function(opcode: .sigmoid, truth: { 1 / (1 + exp(-$0)) }, bound: 1.0),
  ]

  private func values(_ opcode: Opcode, of x: [Float], on body: Body) throws -> [Float] {
    let y = Block(floats: x.count)
    try body.run(opcode, [y, Block(x)], [x.count], opcode == .log ? [-Double.infinity] : [])
    return y.elements()
  }

  private func unitsInTheLastPlace(_ got: Float, _ truth: Double) -> Double {
    let nearest = Float(truth)
    if got == nearest || (got.isNaN && nearest.isNaN) { return 0 }
    guard got.isFinite, nearest.isFinite else { return .infinity }
    return abs(Double(got) - truth) / Double(nearest.ulp)
  }

  /// A dense sweep over the bits of all floats, infinities and NaN among them.
  @Test(arguments: functions, Body.all)
  func polynomialsAreWithinTheirBoundOverAllFloats(_ function: Function, on body: Body) throws {
    // The slow body, without fused multiply-adds, gets a coarser sweep. Other tests compare its bits with the other
    // bodies'.
    let stride: UInt32 = body.name == "portable" ? 65_537 : 8191
    let x = Swift.stride(from: UInt32(0), through: .max - stride, by: Int(stride)).map { Float(bitPattern: $0) }
    let y = try values(function.opcode, of: x, on: body)
    let worst = zip(x, y).map { ($0, unitsInTheLastPlace($1, function.truth(Double($0)))) }.max { $0.1 < $1.1 }
    let (place, error) = try #require(worst)
    #expect(error <= function.bound, "at \(place)")
  }

  @Test(arguments: Body.all)
  func limitsAndSpecialValuesAreExact(on body: Body) throws {
    let tiny = Float.leastNonzeroMagnitude
    let x: [Float] = [0, -0.0, .infinity, -.infinity, .nan, 800, -800, tiny, -1, 1]
    let exponential = try values(.exp, of: x, on: body)
    #expect(exponential[..<4] == [1, 1, .infinity, 0])
    #expect(exponential[4].isNaN)
    #expect(exponential[5...7] == [.infinity, 0, 1])
    let logarithm = try values(.log, of: x, on: body)
    #expect(logarithm[..<3] == [-.infinity, -.infinity, .infinity])
    #expect(logarithm[3].isNaN && logarithm[4].isNaN && logarithm[8].isNaN)
    #expect(logarithm[9] == 0)
    let tangent = try values(.tanh, of: x, on: body)
    #expect(tangent[..<4] == [0, 0, 1, -1])
    #expect(tangent[1].sign == .minus)
    #expect(tangent[4].isNaN)
    #expect(tangent[5...7] == [1, -1, tiny])
    let logistic = try values(.sigmoid, of: x, on: body)
    #expect(logistic[..<4] == [0.5, 0.5, 1, 0])
    #expect(logistic[4].isNaN)
    #expect(logistic[5...6] == [1, 0])
  }

  @Test(arguments: Body.all)
  func theLogarithmStopsAtItsFloor(on body: Body) throws {
    let y = Block(floats: 3)
    try body.run(.log, [y, Block([0, 1e-30, 1] as [Float])], [3], [-10])
    #expect(y.elements() == [-10, -10, 0] as [Float])
  }

  #if arch(x86_64)
    /// The C library's long doubles, with 11 more bits, are the reference.
    @Test func exponentialAndLogarithmOfDoublesAreWithinOneUnit() {
      var generator = TestGenerator(11)
      func error(_ got: Double, _ truth: Float80) -> Double {
        Double(abs(Float80(got) - truth) / Float80(Double(truth).ulp))
      }
      var worst = (exponential: 0.0, logarithm: 0.0, nearOne: 0.0)
      for _ in 0..<100_000 {
        let x = Double.random(in: -700...700, using: &generator)
        worst.exponential = max(worst.exponential, error(regnorm_exp(x), expl(Float80(x))))
        let y = Double(bitPattern: UInt64.random(in: 1..<Double.infinity.bitPattern, using: &generator))
        worst.logarithm = max(worst.logarithm, error(regnorm_log(y), logl(Float80(y))))
        let near = Double.random(in: 0.5...2, using: &generator)
        worst.nearOne = max(worst.nearOne, error(regnorm_log(near), logl(Float80(near))))
      }
      #expect(worst.exponential <= 1)
      #expect(worst.logarithm <= 1)
      #expect(worst.nearOne <= 1)
    }

    @Test func sineAndCosineOfDoublesAreWithinOneUnit() {
      var generator = TestGenerator(12)
      func error(_ got: Double, _ truth: Float80) -> Double {
        Double(abs(Float80(got) - truth) / Float80(Double(truth).ulp))
      }
      // Small angles, many turns, and the neighbours of multiples of π/2, where all leading digits cancel.
      let quarters = (0..<100_000).map { _ in
        (Double(Int.random(in: -400_000...400_000, using: &generator)) * .pi / 2).nextUp
      }
      for reach in [0.3, 4, 1e3, 0x1p20] {
        let x = (0..<100_000).map { _ in Double.random(in: -reach...reach, using: &generator) }
        let (worstSine, worstCosine) = (x + quarters).reduce((0.0, 0.0)) { worst, x in
          (max(worst.0, error(regnorm_sin(x), sinl(Float80(x)))), max(worst.1, error(regnorm_cos(x), cosl(Float80(x)))))
        }
        #expect(worstSine <= 0.8, "within ±\(reach)")
        #expect(worstCosine <= 0.8, "within ±\(reach)")
      }
    }
  #endif

  @Test func exponentialAndLogarithmOfDoublesHaveExactLimits() {
    #expect(regnorm_exp(0) == 1)
    #expect(regnorm_exp(-.infinity) == 0)
    #expect(regnorm_exp(.infinity) == .infinity)
    #expect(regnorm_exp(-800) == 0)
    #expect(regnorm_exp(800) == .infinity)
    #expect(abs(regnorm_exp(-745) - exp(-745)) <= .leastNonzeroMagnitude)
    #expect(regnorm_exp(.nan).isNaN)
    #expect(regnorm_log(1) == 0)
    #expect(regnorm_log(0) == -.infinity)
    #expect(regnorm_log(.infinity) == .infinity)
    #expect(abs(regnorm_log(.leastNonzeroMagnitude) - log(.leastNonzeroMagnitude)) <= 1e-12)
    #expect(regnorm_log(-1).isNaN && regnorm_log(.nan).isNaN)
  }

  @Test func sineAndCosineOfDoublesHaveExactLimits() {
    #expect(regnorm_sin(0) == 0)
    #expect(regnorm_cos(0) == 1)
    #expect(regnorm_sin(1e-300) == 1e-300)
    #expect(regnorm_sin(-1.5) == -regnorm_sin(1.5))
    #expect(regnorm_cos(-1.5) == regnorm_cos(1.5))
    for x in [Double.nan, .infinity, -.infinity, 0x1p20.nextUp] {
      #expect(regnorm_sin(x).isNaN && regnorm_cos(x).isNaN)
    }
  }
}
