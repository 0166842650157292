import CKernels
public import Tensors

/// RMSprop: s ← alpha · s + (1 - alpha) g², p ← p - rate · g / (√s + eps), without centring and without momentum.
public final class RMSProp: Optimizer {
  private let variables: Variables
  private let constants: [Double]
  private let square: State
  private let rate = Block(.float32, count: 1)

  /// An optimizer of all parameters of `variables`, which must be laid out.
  public init(_ variables: Variables, learningRate: Float, alpha: Double = 0.99, epsilon: Double = 1e-8) {
    self.variables = variables
    constants = [alpha, epsilon]
    square = variables.state("rmsprop.square", .float32, count: variables.values.count)
    rate.floats[0] = learningRate
  }

  public var learningRate: Float {
    get { rate.floats[0] }
    set { rate.floats[0] = newValue }
  }

  /// Appends the update: one kernel over all parameters.
  public func update(on tape: Tape, clip: GradientClip?) {
    let scale = clip?.measure(on: tape)
    tape.append(
      .rmsprop,
      [
        tape.slot(of: variables.values), tape.slot(of: variables.gradients), tape.slot(of: square.block),
        tape.slot(of: rate), scale,
      ],
      ElementDimensions(n: variables.values.count), constants)
  }
}
