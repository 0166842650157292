import CKernels
public import Tensors

/// Adam (Kingma and Ba, ICLR 2015, algorithm 1) with bias correction; eps is added to the corrected root.
public final class Adam: Optimizer {
  private let variables: Variables
  private let constants: [Double]
  private let first: State
  private let second: State
  private let powers: State
  private let rate = Block(.float32, count: 1)

  /// An optimizer of all parameters of `variables`, which must be laid out.
  public init(
    _ variables: Variables, learningRate: Float, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.variables = variables
    constants = [beta1, beta2, epsilon]
    first = variables.state("adam.first", .float32, count: variables.values.count)
    second = variables.state("adam.second", .float32, count: variables.values.count)
    powers = variables.state("adam.powers", .float64, count: 2)
    powers.block.doubles.update(repeating: 1)
    rate.floats[0] = learningRate
  }

  public var learningRate: Float {
    get { rate.floats[0] }
    set { rate.floats[0] = newValue }
  }

  /// Sets both moments and the number of steps to zero. Call `reset` between steps.
  public func reset() {
    first.block.floats.update(repeating: 0)
    second.block.floats.update(repeating: 0)
    powers.block.doubles.update(repeating: 1)
  }

  /// Appends the update: one kernel over all parameters.
  public func update(on tape: Tape, clip: GradientClip?) {
    let scale = clip?.measure(on: tape)
    tape.append(
      .adam,
      [
        tape.slot(of: variables.values), tape.slot(of: variables.gradients), tape.slot(of: first.block),
        tape.slot(of: second.block), tape.slot(of: powers.block), tape.slot(of: rate), scale,
      ],
      ElementDimensions(n: variables.values.count), constants)
  }
}
