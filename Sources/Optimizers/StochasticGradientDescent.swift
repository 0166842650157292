import CKernels
public import Tensors

/// Stochastic gradient descent: v ← momentum · v + g, p ← p - rate · v (PyTorch's form, without dampening).
public final class StochasticGradientDescent: Optimizer {
  private let variables: Variables
  private let momentum: Double
  private let velocity: State?
  private let rate = Block(.float32, count: 1)

  /// An optimizer of all parameters of `variables`, which must be laid out.
  public init(_ variables: Variables, learningRate: Float, momentum: Double = 0) {
    self.variables = variables
    self.momentum = momentum
    velocity = momentum == 0 ? nil : variables.state("sgd.velocity", .float32, count: variables.values.count)
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
      .stochasticGradientDescent,
      [
        tape.slot(of: variables.values), tape.slot(of: variables.gradients), velocity.map { tape.slot(of: $0.block) },
        tape.slot(of: rate), scale,
      ],
      ElementDimensions(n: variables.values.count), [momentum])
  }
}
