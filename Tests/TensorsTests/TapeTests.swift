import Tensors
import TestSupport
import Testing

@Suite struct TapeTests {
  @Test func tensorsThatAreUsedSeveralTimesAddUpTheirGradients() {
    expectGradients([3, 4]) { p in
      let shared = p[0].tanh()
      return shared * shared + shared.sigmoid() - shared
    }
  }

  @Test func aParameterThatIsReadTwiceAddsUpItsGradient() {
    let variables = Variables.spread([[5]], over: -1...2)
    GradientCheck.expectGradients(of: variables) { tape in
      tape.tensor(variables.parameters[0]).tanh() * tape.tensor(variables.parameters[0]).exp()
    }
  }

  @Test func gradientsAreWrittenAnewOnEveryTape() {
    let variables = Variables.spread([[4]], over: 1...2)
    for _ in 1...2 {
      let tape = Tape()
      tape.backward(from: tape.tensor(variables.parameters[0]).sum())
      #expect(Array(variables.parameters[0].gradients.floats) == [1, 1, 1, 1])
    }
  }

  @Test func aParameterThatTheLossDoesNotReachGetsZeros() {
    let variables = Variables.spread([[3], [2]], over: 1...2)
    variables.parameters[1].gradients.floats.update(repeating: 9)
    let tape = Tape()
    let unused = tape.tensor(variables.parameters[1]).exp()
    #expect(unused.elements.count == 2)
    tape.backward(from: tape.tensor(variables.parameters[0]).sum(), clearing: variables)
    #expect(Array(variables.parameters[1].gradients.floats) == [0, 0])
    #expect(Array(variables.parameters[0].gradients.floats) == [1, 1, 1])
  }

  @Test func noGradientFlowsThroughADetachedTensor() {
    let variables = Variables.spread([[3]], over: 1...2)
    let tape = Tape()
    let x = tape.tensor(variables.parameters[0])
    tape.backward(from: (x * x.detached).sum(), clearing: variables)
    #expect(variables.parameters[0].gradients.floats.elementsEqual(variables.parameters[0].values.floats))
    let onlyDetached = Tape()
    let y = onlyDetached.tensor(variables.parameters[0]).exp().detached
    onlyDetached.backward(from: y.sum(), clearing: variables)
    #expect(Array(variables.parameters[0].gradients.floats) == [0, 0, 0])
  }

  @Test func aTapeWithoutGradientsGivesTheSameValues() {
    let variables = Variables.spread([[2, 3], [3, 2]], over: -1...1)
    let values = [true, false].map { gradients in
      let tape = Tape(gradients: gradients)
      return tape.tensor(variables.parameters[0]).linear(tape.tensor(variables.parameters[1]), activation: .tanh)
        .elements
    }
    #expect(values[0] == values[1])
  }

  @Test func aTapeGoesBackOnce() async {
    await #expect(processExitsWith: .failure) {
      let tape = Tape()
      let loss = tape.constant(1, [])
      for _ in 1...2 { tape.backward(from: loss) }
    }
  }

  @Test func constantsAreFilledAtEveryRun() throws {
    let result = Block(.float32, count: 3)
    let step = CompiledStep("fill") { $0.constant(-1.5, [3]).copy(to: result) }
    for _ in 1...3 {
      result.floats.update(repeating: 0)
      try step.run()
      #expect(Array(result.floats) == [-1.5, -1.5, -1.5])
    }
  }
}
