import Tensors
import TestSupport
import Testing

@Suite struct VariablesTests {
  @Test func initialValuesDependOnSeedNameAndShapeAlone() {
    func values(seed: Int, _ declare: (Variables) -> Void) -> [Float] {
      let variables = Variables()
      declare(variables)
      let wanted = variables.parameter("fc.weight", [7, 5], initial: .uniform(bound: 0.5))
      variables.layOut(seed: seed)
      return Array(wanted.values.floats)
    }
    let alone = values(seed: 4) { _ in }
    let among = values(seed: 4) { variables in
      _ = variables.parameter("ln.gamma", [100], initial: .constant(1))
      _ = variables.parameter("conv.weight", [300], initial: .normal(standardDeviation: 1))
      _ = variables.state("history", .float64, count: 5)
    }
    #expect(alone == among)
    #expect(values(seed: 5) { _ in } != alone)
  }

  @Test func parametersLieInOneBlockEachOnALineOfItsOwn() {
    let variables = Variables.spread([[3], [16], [5, 5]], over: -1...1)
    let starts = variables.parameters.map { $0.values.floats.baseAddress! - variables.values.floats.baseAddress! }
    #expect(starts == [0, 16, 32])
    #expect(variables.values.count == 64)
    #expect(variables.values.floats[3..<16].allSatisfy { $0 == 0 })
    let gradientStarts = variables.parameters.map {
      $0.gradients.floats.baseAddress! - variables.gradients.floats.baseAddress!
    }
    #expect(gradientStarts == starts)
    #expect(variables.gradients.count == 64)
  }

  @Test func uniformValuesReachTheirBoundsAndNotFurther() {
    let values = drawn([100, 50], .uniform(bound: 0.125))
    #expect(values.allSatisfy { abs($0) <= 0.125 })
    #expect(values.min()! < -0.1245 && values.max()! > 0.1245)
  }

  @Test func normalValuesHaveTheirDeviation() {
    let values = drawn([100, 50], .normal(standardDeviation: 3))
    let variance = values.reduce(0) { $0 + Double($1) * Double($1) } / 5000
    #expect(abs(variance / 9 - 1) < 0.1)
  }

  @Test(arguments: [0, 1]) func linesOfUnitNormHaveLengthOne(_ axis: Int) {
    let (rows, columns) = (6, 10)
    let values = drawn([rows, columns], .unitNorm(axis: axis, rows: rows, columns: columns))
    for line in 0..<(axis == 1 ? rows : columns) {
      let elements =
        axis == 1
        ? (0..<columns).map { values[line * columns + $0] } : (0..<rows).map { values[$0 * columns + line] }
      #expect(abs(elements.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
  }

  @Test func theLengthsOfColumnsAreThoseOfTheMatrix() {
    let variables = Variables()
    let matrix = variables.parameter("v", [2, 3], initial: .values([3, 1, 0, 4, 0, 2]))
    let norms = variables.parameter("g", [3], initial: .columnNorms(of: matrix))
    variables.layOut(seed: 0)
    #expect(Array(norms.values.floats) == [5, 1, 2])
  }

  @Test func aNameCanBeDeclaredOnce() async {
    await #expect(processExitsWith: .failure) {
      let variables = Variables()
      for _ in 1...2 { _ = variables.parameter("fc.weight", [1], initial: .constant(0)) }
    }
  }

  private func drawn(_ shape: Shape, _ initial: Initializer) -> [Float] {
    let variables = Variables()
    let parameter = variables.parameter("p", shape, initial: initial)
    variables.layOut(seed: 11)
    return Array(parameter.values.floats)
  }
}
