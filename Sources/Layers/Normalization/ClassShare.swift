import CKernels
public import Tensors

extension Tensor {
  /// For int32 labels `[batch]`, the natural log of the share that each row's class has in the batch, `[batch]`.
  /// Saliency normalization uses this as log p.
  public func logClassShare(classes: Int) -> Tensor {
    let share = tape.result(shape, of: detached)
    tape.append(.logClassShare, [share.slot, slot], ClassShareDimensions(n: shape.count, classes: classes))
    return share
  }
}
