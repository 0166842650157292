import CKernels
import Glibc
import Testing

/// The polynomials against the C library in double precision. Units in the last place are of the float nearest to the truth.
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
    // On the slow body, without fused multiply-adds, a coarser sweep; its bits are compared with the others' elsewhere.
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
}
