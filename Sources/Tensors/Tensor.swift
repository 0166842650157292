/// A value on a tape: a shape and the slot where its float32 elements are (int32 for labels and indices).
///
/// Tensors are handles; operations on them append to the tape. Reshaping shares the slot.
public struct Tensor {
  /// The tape that the tensor was made on.
  public let tape: Tape
  package let slot: Slot
  /// The extents, outermost first.
  public let shape: Shape
  package let gradient: GradientOrigin?

  /// The same elements under another shape with the same number of elements.
  public func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == self.shape.count, "\(self.shape) cannot be reshaped to \(shape)")
    return Tensor(tape: tape, slot: slot, shape: shape, gradient: gradient)
  }

  /// The same elements as a constant, through which no gradient flows.
  public var detached: Tensor {
    Tensor(tape: tape, slot: slot, shape: shape, gradient: nil)
  }

  /// The elements now, on a tape that executes: for tests and for looking at eager results.
  public var elements: [Float] {
    let address = tape.address(of: slot).assumingMemoryBound(to: Float.self)
    return Array(UnsafeBufferPointer(start: address, count: shape.count))
  }
}

/// The target of a tensor's gradient, for tensors that need one.
package enum GradientOrigin {
  /// To the parameter's own gradient memory.
  case parameter(Parameter)
  /// To a temporary of the step.
  case computed
}
