import Tensors
import TestSupport
import Testing

@Suite struct ElementwiseTests {
  /// 23 elements: a whole group of 16 lanes and a rest.
  private let shape: Shape = [23]

  @Test func gradientsOfActivations() {
    expectGradients(shape) { $0[0].relu() }
    expectGradients(shape) { $0[0].tanh() }
    expectGradients(shape) { $0[0].sigmoid() }
    for activation in [Activation.none, .relu, .tanh, .sigmoid] {
      expectGradients(shape) { $0[0].activated(activation).scaled(by: 2) }
    }
  }

  @Test func gradientsOfExponentialsLogarithmsAndRoots() {
    expectGradients(shape) { $0[0].exp() }
    expectGradients(shape, over: 0.5...3) { $0[0].log() }
    expectGradients(shape, over: 0.5...3) { $0[0].squareRoot() }
  }

  @Test func gradientsOfScalingAndClamping() {
    expectGradients(shape) { $0[0].scaled(by: -1.5, plus: 3) }
    // Both ends lie in the middle between two of the values.
    expectGradients(shape) { $0[0].clamped(to: -1.03...1.056) }
  }

  @Test func gradientsOfTheSmallerAndTheLarger() {
    expectGradients([7], [7]) { $0[0].minimum($0[1].scaled(by: -1, plus: 0.5)) }
    expectGradients([7], [7]) { $0[0].maximum($0[1].scaled(by: -1, plus: 0.5)) }
  }

  @Test func equalElementsShareTheGradient() {
    let variables = Variables.spread([[1], [1]], over: 2...2)
    for extremum in [Tensor.minimum, Tensor.maximum] {
      let tape = Tape()
      let (a, b) = (tape.tensor(variables.parameters[0]), tape.tensor(variables.parameters[1]))
      tape.backward(from: extremum(a)(b).sum())
      #expect(variables.parameters.map { $0.gradients.floats[0] } == [0.5, 0.5])
    }
  }

  @Test func theLogarithmIsNotBelowItsFloor() {
    #expect(result(of: ([3], [0, 1, 1e-30])) { $0[0].log(floor: -10) } == [-10, 0, -10])
  }

  @Test func theGradientOfReluAtZeroIsZero() {
    let variables = Variables.spread([[1]], over: 0...0)
    let tape = Tape()
    tape.backward(from: tape.tensor(variables.parameters[0]).relu().sum())
    #expect(variables.parameters[0].gradients.floats[0] == 0)
  }
}
