import CKernels
public import Tensors

extension NormalizationMethod {
  /// Batch normalization. A training batch needs two rows, since a feature has no deviation over one row.
  public static let bn = NormalizationMethod(
    "bn", title: "batch normalization", keepsRunningStatistics: true, fewestRows: 2
  ) { site in
    let first = BatchNorm(features: site.features, in: site.variables, name: site.name + ".bn")
    return site.perState { state in
      state == site.states[0] ? first : BatchNorm(sharing: first, in: site.variables, name: state + ".bn")
    }
  }
}

/// Batch normalization: each feature less the batch's mean, over its standard deviation (biased, eps 1e-5), times
/// gamma, plus beta. Evaluation uses the running mean and variance, which every training batch moves by a tenth of the
/// distance (the variance with divisor n - 1). (Ioffe and Szegedy, ICML 2015, algorithms 1 and 2; PyTorch's
/// BatchNorm1d.)
public final class BatchNorm: Normalization {
  private let gamma: Parameter
  private let beta: Parameter
  private let running: State
  private let epsilon = 1e-5
  private let momentum = 0.1

  /// Declares `name.gamma`, of ones, `name.beta`, of zeros, and `name.running`: means, then variances.
  public init(features: Int, in variables: Variables, name: String) {
    gamma = variables.parameter(name + ".gamma", [features], initial: .constant(1))
    beta = variables.parameter(name + ".beta", [features], initial: .constant(0))
    running = BatchNorm.running(features, in: variables, name: name)
  }

  /// Another step of a recurrence. Shares gamma and beta with `other` and declares its own `name.running`.
  init(sharing other: BatchNorm, in variables: Variables, name: String) {
    gamma = other.gamma
    beta = other.beta
    running = BatchNorm.running(other.gamma.shape.count, in: variables, name: name)
  }

  private static func running(_ features: Int, in variables: Variables, name: String) -> State {
    let running = variables.state(name + ".running", .float32, count: 2 * features)
    running.block.floats[features...].update(repeating: 1)
    return running
  }

  /// `[batch, features]`; a training batch has at least two rows.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    precondition(
      call.mode == .evaluation || x.shape.rows > 1,
      "BatchNorm was given a training batch of \(x.shape.rows) row and needs at least 2: leave such a batch out")
    let tape = x.tape
    let (gamma, beta) = (tape.tensor(gamma), tape.tensor(beta))
    let (rows, columns, activation) = (x.shape.rows, x.shape.columns, call.activation.rawValue)
    let running = tape.slot(of: running.block)
    let y = tape.result(x.shape, of: x, gamma, beta)
    let saved: Slot
    let backward: Opcode
    if call.mode == .training {
      (saved, backward) = (tape.scratch(count: 2 * columns), .batchNormBackward)
      tape.append(
        .batchNorm, [y.slot, saved, running, x.slot, gamma.slot, beta.slot],
        LayerDimensions(rows: rows, columns: columns, activation: activation),
        [epsilon, momentum])
    } else {
      (saved, backward) = (running, .batchNormEvaluateBackward)
      tape.append(
        .batchNormEvaluate, [y.slot, x.slot, running, gamma.slot, beta.slot],
        LayerDimensions(rows: rows, columns: columns, activation: activation), [epsilon])
    }
    tape.onBackward(of: y) { gradients in
      let dx = tape.scratch(count: x.shape.count)
      gradients.addTogether(gamma, beta) { dgamma, dbeta, accumulate in
        tape.append(
          backward, [dx, dgamma, dbeta, gradients[y]!, x.slot, saved, gamma.slot, y.slot],
          LayerGradientDimensions(rows: rows, columns: columns, accumulate: accumulate, activation: activation),
          [self.epsilon])
      }
      gradients.take(dx, for: x)
    }
    return y
  }
}
