import CKernels
public import Tensors

extension NormalizationMethod {
  /// Layer normalization.
  public static let ln = NormalizationMethod("ln", title: "layer normalization", centersRows: true) { site in
    let layerNorm = LayerNorm(features: site.features, in: site.variables, name: site.name + ".ln")
    return site.states.map { _ in layerNorm }
  }
}

/// Layer normalization: each row less its mean, over its standard deviation (biased, eps 1e-5), times gamma, plus beta
/// (Ba, Kiros and Hinton 2016, equation 4; PyTorch's LayerNorm).
public final class LayerNorm: Normalization {
  private let gamma: Parameter
  private let beta: Parameter
  private let epsilon = 1e-5

  /// Declares `name.gamma`, of ones, and `name.beta`, of zeros, `[features]` each.
  public init(features: Int, in variables: Variables, name: String) {
    gamma = variables.parameter(name + ".gamma", [features], initial: .constant(1))
    beta = variables.parameter(name + ".beta", [features], initial: .constant(0))
  }

  /// `[batch, features]`, the same in training and evaluation.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    let tape = x.tape
    let (gamma, beta) = (tape.tensor(gamma), tape.tensor(beta))
    let (rows, columns, activation) = (x.shape.rows, x.shape.columns, call.activation.rawValue)
    let y = tape.result(x.shape, of: x, gamma, beta)
    let saved = tape.scratch(count: 2 * rows)
    tape.append(
      .layerNorm, [y.slot, saved, x.slot, gamma.slot, beta.slot],
      LayerDimensions(rows: rows, columns: columns, activation: activation), [epsilon])
    tape.onBackward(of: y) { gradients in
      let dx = tape.scratch(count: x.shape.count)
      gradients.addTogether(gamma, beta) { dgamma, dbeta, accumulate in
        tape.append(
          .layerNormBackward, [dx, dgamma, dbeta, gradients[y]!, x.slot, saved, gamma.slot, y.slot],
          LayerGradientDimensions(rows: rows, columns: columns, accumulate: accumulate, activation: activation))
      }
      gradients.take(dx, for: x)
    }
    return y
  }
}
