import CKernels

/// One recorded call of a kernel: the kernel, its slots, dimensions and constants. `KernelList.h` says what each kernel
/// takes.
public struct Instruction: Equatable, CustomStringConvertible {
  let opcode: Opcode
  /// Outputs first; nil where a kernel allows an operand to be absent.
  let operands: [Slot?]
  let dimensions: [Int]
  let constants: [Double]

  /// `gemm(s4, s0, p1, p2; 128, 1000, 784, 0, 0, 0, 1)`.
  public var description: String {
    let slots = operands.map { $0.map(\.description) ?? "-" }.joined(separator: ", ")
    let numbers = dimensions.map(String.init) + constants.map { "\($0)" }
    return "\(opcode.name)(\(slots); \(numbers.joined(separator: ", ")))"
  }
}

/// A tensor's place in a tape's list of storage; the same number in every recording of the same step.
package struct Slot: Hashable, CustomStringConvertible {
  let index: Int

  package var description: String { "s\(index)" }
}

/// The storage behind a slot.
package enum Storage {
  /// Memory of the step itself, free after its last use.
  case temporary(byteCount: Int)
  /// Memory that outlives the step.
  case block(Block)
  /// `byteCount` bytes of a temporary, from `offset` on.
  case part(of: Slot, offset: Int, byteCount: Int)
}
