import CKernels

/// How the losses of the samples become one number.
public enum Reduction: Sendable {
  case mean, sum

  func scale(_ count: Int) -> Double { self == .mean ? 1 / Double(count) : 1 }
}

extension Tensor {
  /// Logarithms of the softmax of each row, `[rows, classes]`.
  public func logSoftmax() -> Tensor {
    let (x, dimensions) = (self, RowDimensions(n: shape.rows, width: shape.columns))
    let y = tape.result(shape, of: x)
    tape.append(.logSoftmax, [y.slot, slot], dimensions)
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) { tape.append(.logSoftmaxBackward, [$0, gradients[y]!, y.slot], dimensions) }
    }
    return y
  }

  /// The negative log likelihood of int32 labels `[rows]` under log-probabilities `[rows, classes]`, a scalar.
  public func negativeLogLikelihood(_ labels: Tensor, _ reduction: Reduction = .mean) -> Tensor {
    let (x, dimensions, scale) = (
      self, RowDimensions(n: shape.rows, width: shape.columns), [reduction.scale(shape.rows)]
    )
    let loss = tape.result([], of: x)
    tape.append(.negativeLogLikelihood, [loss.slot, slot, labels.slot], dimensions, scale)
    tape.onBackward(of: loss) { [tape] gradients in
      gradients.write(x) {
        tape.append(.negativeLogLikelihoodBackward, [$0, gradients[loss]!, labels.slot], dimensions, scale)
      }
    }
    return loss
  }

  /// The negative log likelihood of int32 labels `[rows]` under the softmax of logits `[rows, classes]`, in one pass.
  public func crossEntropy(_ labels: Tensor, _ reduction: Reduction = .mean) -> Tensor {
    let (x, dimensions, scale) = (
      self, RowDimensions(n: shape.rows, width: shape.columns), [reduction.scale(shape.rows)]
    )
    let loss = tape.result([], of: x)
    let probability = tape.scratch(count: shape.count)
    tape.append(.crossEntropy, [loss.slot, probability, slot, labels.slot], dimensions, scale)
    tape.onBackward(of: loss) { [tape] gradients in
      gradients.write(x) {
        tape.append(.crossEntropyBackward, [$0, gradients[loss]!, probability, labels.slot], dimensions, scale)
      }
    }
    return loss
  }

  /// The mean of the squared differences from `target`, a scalar. Gradients flow to this tensor only.
  public func meanSquaredError(_ target: Tensor) -> Tensor {
    pairLoss(target, .squaredError, .squaredErrorBackward)
  }

  /// The mean of -(t log p + (1 - t) log(1 - p)), logs clamped at -100. Gradients flow to the probabilities only.
  public func binaryCrossEntropy(_ target: Tensor) -> Tensor {
    pairLoss(target, .binaryCrossEntropy, .binaryCrossEntropyBackward)
  }

  private func pairLoss(_ target: Tensor, _ forward: Opcode, _ backward: Opcode) -> Tensor {
    precondition(shape.count == target.shape.count, "\(shape) and \(target.shape) differ")
    let (x, count) = (self, shape.count)
    let scale = [1 / Double(count)]
    let loss = tape.result([], of: x)
    tape.append(forward, [loss.slot, slot, target.slot], ElementDimensions(n: count), scale)
    tape.onBackward(of: loss) { [tape] gradients in
      gradients.write(x) {
        tape.append(backward, [$0, gradients[loss]!, x.slot, target.slot], ElementDimensions(n: count), scale)
      }
    }
    return loss
  }
}
