import CKernels

/// The function that a layer applies to its sums. Kernels that can fuse the activation do so.
public enum Activation: Int, Sendable {
  case none, relu, tanh, sigmoid
}

extension Tensor {
  /// `activation(self · weight + bias)`: `[rows, inputs]` times `[inputs, outputs]` gives `[rows, outputs]`.
  public func linear(_ weight: Tensor, bias: Tensor? = nil, activation: Activation = .none) -> Tensor {
    let (rows, inputs, outputs) = (shape.rows, weight.shape[0], weight.shape[1])
    precondition(shape.columns == inputs, "\(shape) cannot be multiplied by \(weight.shape)")
    precondition(bias == nil || bias!.shape.count == outputs, "a bias of \(bias!.shape) for \(outputs) outputs")
    let y = tape.result([rows, outputs], of: self, weight, bias ?? weight)
    tape.append(
      .gemm, [y.slot, slot, weight.slot, bias?.slot],
      ProductDimensions(
        m: rows, n: outputs, k: inputs, transposeA: 0, transposeB: 0, accumulate: 0, activation: activation.rawValue))
    tape.onBackward(of: y) { [tape] gradients in
      let dsums = gradients.throughActivation(activation, of: y, bias: bias, rows: rows, columns: outputs)
      gradients.add(weight) { dw, accumulate in
        tape.append(
          .gemm, [dw, slot, dsums, nil],
          ProductDimensions(
            m: inputs, n: outputs, k: rows, transposeA: 1, transposeB: 0, accumulate: accumulate, activation: 0))
      }
      gradients.add(self) { dx, accumulate in
        tape.append(
          .gemm, [dx, dsums, weight.slot, nil],
          ProductDimensions(
            m: rows, n: inputs, k: outputs, transposeA: 0, transposeB: 1, accumulate: accumulate, activation: 0))
      }
    }
    return y
  }

  /// A matrix product a batch entry: `[batch, m, k]` times `[batch, k, n]` gives `[batch, m, n]`; a transposed factor
  /// has its last two axes swapped.
  public func batchedProduct(_ other: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false) -> Tensor {
    precondition(
      shape.rank == 3 && other.shape.rank == 3 && shape[0] == other.shape[0], "\(shape) times \(other.shape)")
    let (m, k) = transposeLeft ? (shape[2], shape[1]) : (shape[1], shape[2])
    let (n, depth) = transposeRight ? (other.shape[1], other.shape[2]) : (other.shape[2], other.shape[1])
    precondition(k == depth, "\(shape) cannot be multiplied by \(other.shape)")
    let batch = shape[0]
    let y = tape.result([batch, m, n], of: self, other)
    let (a, b) = (transposeLeft ? 1 : 0, transposeRight ? 1 : 0)
    tape.append(
      .batchedGemm, [y.slot, slot, other.slot],
      BatchedProductDimensions(batch: batch, m: m, n: n, k: k, transposeA: a, transposeB: b, accumulate: 0))
    tape.onBackward(of: y) { [tape] gradients in
      let dy = gradients[y]!
      gradients.add(self) { dx, accumulate in
        // The gradient of A: dC Bᵀ, or its transpose B dCᵀ where A itself was given transposed.
        if transposeLeft {
          tape.append(
            .batchedGemm, [dx, other.slot, dy],
            BatchedProductDimensions(
              batch: batch, m: k, n: m, k: n, transposeA: b, transposeB: 1, accumulate: accumulate))
        } else {
          tape.append(
            .batchedGemm, [dx, dy, other.slot],
            BatchedProductDimensions(
              batch: batch, m: m, n: k, k: n, transposeA: 0, transposeB: 1 - b, accumulate: accumulate))
        }
      }
      gradients.add(other) { dx, accumulate in
        if transposeRight {
          tape.append(
            .batchedGemm, [dx, dy, slot],
            BatchedProductDimensions(
              batch: batch, m: n, n: k, k: m, transposeA: 1, transposeB: a, accumulate: accumulate))
        } else {
          tape.append(
            .batchedGemm, [dx, slot, dy],
            BatchedProductDimensions(
              batch: batch, m: k, n: n, k: m, transposeA: 1 - a, transposeB: 0, accumulate: accumulate))
        }
      }
    }
    return y
  }
}

extension Gradients {
  /// Turns the gradient of `y`, in place, into the gradient before the activation, and sums the gradient of the bias in
  /// the same pass.
  fileprivate func throughActivation(
    _ activation: Activation, of y: Tensor, bias: Tensor?, rows: Int, columns: Int
  ) -> Slot {
    let dsums = self[y]!
    let append = { (dbias: Slot?, accumulate: Int) in
      y.tape.append(
        .activationBackward, [dsums, dbias, dsums, y.slot],
        LayerGradientDimensions(rows: rows, columns: columns, accumulate: accumulate, activation: activation.rawValue))
    }
    if let bias, bias.gradient != nil {
      add(bias, append)
    } else if activation != .none {
      append(nil, 0)
    }
    return dsums
  }
}
