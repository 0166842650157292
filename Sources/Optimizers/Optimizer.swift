import CKernels
public import Tensors

/// A rule that moves all parameters of a model against their gradients.
public protocol Optimizer: AnyObject {
  /// The learning rate. May be changed between steps, of compiled ones too.
  var learningRate: Float { get set }

  /// Appends the update of every parameter to `tape`, after `Tape.backward`. A given `clip` scales the gradients.
  func update(on tape: Tape, clip: GradientClip?)
}

extension Optimizer {
  /// Appends the update of every parameter to `tape`, with the gradients as they are.
  public func update(on tape: Tape) { update(on: tape, clip: nil) }
}

/// Scales all gradients so that their Euclidean norm, over all parameters together, is at most `maximumNorm`:
/// by min(1, maximumNorm / (norm + 1e-6)).
public struct GradientClip {
  private let variables: Variables
  private let maximumNorm: Double
  private let sumOfSquares: Block
  package let factor: Block

  /// A clip of all gradients of `variables`.
  public init(_ variables: Variables, maximumNorm: Double) {
    self.variables = variables
    self.maximumNorm = maximumNorm
    sumOfSquares = Block(.float64, count: 1)
    factor = Block(.float32, count: 1)
  }

  /// The gradients' norm before clipping, in the last step.
  public var lastNorm: Double { sumOfSquares.doubles[0].squareRoot() }

  package func measure(on tape: Tape) -> Slot {
    let (sum, factor) = (tape.slot(of: sumOfSquares), tape.slot(of: factor))
    tape.append(
      .sumOfSquares, [sum, tape.slot(of: variables.gradients)],
      SumDimensions(n: variables.gradients.count, accumulate: 0))
    tape.append(.clipFactor, [factor, sum], ElementDimensions(n: 1), [maximumNorm])
    return factor
  }
}
