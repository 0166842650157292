import Tensors
import TestSupport
import Testing

/// Checks an operation's gradients for parameters of `shapes` with scattered values, none of them 0 or equal.
func expectGradients(
  _ shapes: Shape..., over range: ClosedRange<Float> = -1.9...2.1, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: ([Tensor]) -> Tensor
) {
  let variables = Variables.spread(shapes, over: range)
  GradientCheck.expectGradients(of: variables, sourceLocation: sourceLocation) { tape in
    body(variables.parameters.map(tape.tensor))
  }
}

/// An operation's result for constants with these elements.
func result(of inputs: (Shape, [Float])..., by body: ([Tensor]) -> Tensor) -> [Float] {
  let tape = Tape(gradients: false)
  return body(inputs.map { tape.tensor(.of($0.1), $0.0) }).elements
}
