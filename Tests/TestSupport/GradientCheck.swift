public import Tensors
public import Testing

/// Compares the gradients of a tape with differences of its values.
///
/// The loss is Σ weight · output with fixed weights between ½ and 1½ in size, of both signs. For the differences the
/// sum is in double precision, so that only the outputs are rounded. The derivative is (8 (f(h) - f(-h)) - (f(2h) -
/// f(-2h))) / 12h: its error is of the order of h⁴, so that h = 2⁻⁵ can be large beside the rounding, about 1e-7 / h.
/// Values must be at least 2h away from an operation's kink. Deep compositions have larger derivatives and more
/// rounding: they are checked with a smaller h and therefore a wider tolerance.
public enum GradientCheck {
  /// The step and the tolerance of a check.
  public struct Precision: Sendable {
    let step: Float
    let tolerance: Tolerance

    /// For single operations.
    public static let operation = Precision(
      step: 0x1p-5, tolerance: Tolerance(absolute: 2e-5, relativeToMaximum: 2e-4))
    /// For compositions of many.
    public static let composition = Precision(
      step: 0x1p-8, tolerance: Tolerance(absolute: 1e-4, relativeToMaximum: 1e-3))
  }

  /// Checks the gradient of every parameter of `variables`, which must be laid out, for the output of `body`.
  public static func expectGradients(
    of variables: Variables, _ precision: Precision = .operation,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: (Tape) -> Tensor
  ) {
    let tape = Tape()
    let output = body(tape)
    let weights = weights(output.shape.count)
    tape.backward(from: (output * tape.tensor(.of(weights), output.shape)).sum(), clearing: variables)

    func value() -> Double {
      zip(weights, body(Tape(gradients: false)).elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    for parameter in variables.parameters {
      let differences = parameter.values.floats.indices.map { index in
        difference(in: parameter.values, at: index, step: precision.step, of: value)
      }
      precision.tolerance.expect(
        Array(parameter.gradients.floats), near: differences, "the gradient of \(parameter.name)",
        sourceLocation: sourceLocation)
    }
  }

  private static func weights(_ count: Int) -> [Float] {
    (0..<count).map { index in
      let size = 0.5 + Float(index * 7 % 11) / 10
      return index % 3 == 1 ? -size : size
    }
  }

  private static func difference(
    in block: Block, at index: Int, step: Float, of value: () -> Double
  ) -> Double {
    let center = block.floats[index]
    func displaced(_ offset: Float) -> Double {
      block.floats[index] = center + offset
      return value()
    }
    let near = displaced(step) - displaced(-step)
    let far = displaced(2 * step) - displaced(-2 * step)
    block.floats[index] = center
    return (8 * near - far) / (12 * Double(step))
  }
}
