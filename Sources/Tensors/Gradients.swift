import CKernels

/// The gradients that a walk back over a tape has collected so far, by tensor.
package final class Gradients {
  private let tape: Tape
  private var slots: [Slot: Slot] = [:]

  init(tape: Tape) {
    self.tape = tape
  }

  /// The gradient of the loss for `tensor`. Nil means that none has arrived, and stands for zero.
  package subscript(tensor: Tensor) -> Slot? { slots[tensor.slot] }

  func seed(_ loss: Tensor) {
    let slot = tape.scratch(count: 1)
    tape.append(.fill, [slot], ElementDimensions(n: 1), [1])
    slots[loss.slot] = slot
  }

  func hasReached(_ parameter: Parameter) -> Bool {
    slots[tape.slot(of: parameter.values)] != nil
  }

  /// Calls `write` with a slot for the gradient of `tensor`, for kernels that can only overwrite. An earlier gradient
  /// of `tensor` is added afterwards. Does nothing where `tensor` needs no gradient.
  package func write(_ tensor: Tensor, _ write: (Slot) -> Void) {
    guard let existing = target(tensor, { write($0) }) else { return }
    let addition = tape.scratch(count: tensor.shape.count)
    write(addition)
    tape.append(.accumulate, [existing, addition], ElementDimensions(n: tensor.shape.count), [1])
  }

  /// Calls `write` with the slot for the gradient of `tensor` and whether to add to the slot, for kernels that can do
  /// both. Does nothing where `tensor` needs no gradient.
  package func add(_ tensor: Tensor, _ write: (Slot, _ accumulate: Int) -> Void) {
    guard let existing = target(tensor, { write($0, 0) }) else { return }
    write(existing, 1)
  }

  /// `add` for two tensors whose gradients one kernel writes. Either both tensors have a gradient already, or neither.
  package func addTogether(_ first: Tensor, _ second: Tensor, _ write: (Slot, Slot, _ accumulate: Int) -> Void) {
    add(first) { dfirst, accumulate in
      add(second) { dsecond, both in
        precondition(accumulate == both, "the two tensors are used together or not at all")
        write(dfirst, dsecond, accumulate)
      }
    }
  }

  /// Makes `slot`, which nobody else uses, the gradient of `tensor`, or adds `slot` to the gradient that is there.
  package func take(_ slot: Slot, for tensor: Tensor) {
    guard let origin = tensor.gradient else { return }
    if let existing = slots[tensor.slot] {
      tape.append(.accumulate, [existing, slot], ElementDimensions(n: tensor.shape.count), [1])
    } else if case .parameter(let parameter) = origin {
      slots[tensor.slot] = tape.slot(of: parameter.gradients)
      tape.append(.copy, [slots[tensor.slot], slot], ElementDimensions(n: tensor.shape.count))
    } else {
      slots[tensor.slot] = slot
    }
  }

  /// Writes the first gradient that arrives for `tensor`, or returns the slot of the one that is there.
  private func target(_ tensor: Tensor, _ writeFirst: (Slot) -> Void) -> Slot? {
    guard let origin = tensor.gradient else { return nil }
    if let existing = slots[tensor.slot] { return existing }
    let slot =
      switch origin {
      case .parameter(let parameter): tape.slot(of: parameter.gradients)
      case .computed: tape.scratch(count: tensor.shape.count)
      }
    writeFirst(slot)
    slots[tensor.slot] = slot
    return nil
  }
}
