import CKernels

/// The least work of an instruction, however its kernel is written. A floor is made of these costs.
///
/// A cost counts the operations of matrix products, every operand's bytes once (twice where the operand is read and
/// written, or must be read again), and the evaluations of exp, log and the like. Other sums and products are free:
/// they hide behind the bytes.
public struct InstructionCost: Sendable, Hashable {
  /// Bytes that move between a kernel and memory.
  public struct Transfer: Sendable, Hashable {
    /// Bytes read and written.
    public let bytes: Double
    /// The bytes of memory that the program touched since it last touched these: the size of a cache that still holds
    /// them.
    public let distance: Double
  }

  /// Floating-point operations, a fused multiply-add being two.
  public private(set) var operations = 0.0
  /// The transfers to and from memory.
  public private(set) var transfers: [Transfer] = []
  /// Evaluations of exp, log, tanh or the like.
  public private(set) var exponentials = 0.0

  /// Bytes read and written.
  public var bytes: Double { transfers.reduce(0) { $0 + $1.bytes } }

  /// The cost of every instruction of a program that runs again and again. `address` gives the address of a slot.
  static func costs(of recording: Recording, address: (Slot) -> Int) -> [InstructionCost] {
    let operands = recording.instructions.map { Operand.operands(of: $0, recording.storage) }
    let uses = ReuseDistance.uses(
      of: operands.map { $0.map { address($0.slot)..<address($0.slot) + $0.byteCount } })
    return recording.instructions.indices.map { index in
      InstructionCost(recording.instructions[index], Array(zip(operands[index], uses[index])))
    }
  }

  private init(_ instruction: Instruction, _ operands: [(Operand, [ReuseDistance.Use])]) {
    let kernel = instruction.kernel
    operations = kernel.operations
    exponentials = kernel.exponentials
    transfers = operands.flatMap { operand, uses in
      uses.map {
        // On average a whole table's bytes pass between two uses of a row that is drawn at random.
        Transfer(
          bytes: Double($0.byteCount * operand.passes),
          distance: Double(operand.isPartOfTable ? max($0.distance, operand.wholeByteCount) : $0.distance))
      }
    }
    let again = operands.lazy.filter { $0.0.isReadAgain }.reduce(0) { $0 + $1.0.byteCount }
    // A second pass that goes back from the end finds an element, on average, behind half of them.
    if again > 0 { transfers.append(Transfer(bytes: Double(again), distance: Double(again) / 2)) }
  }
}

/// An operand as memory sees it.
private struct Operand {
  let slot: Slot
  /// The bytes that the kernel touches.
  let byteCount: Int
  /// The size of the storage that those bytes are part of.
  let wholeByteCount: Int
  /// 2 where the kernel reads and writes the bytes, else 1.
  let passes: Int
  /// Whether the bytes are rows that an index selects.
  let isPartOfTable: Bool
  /// Whether every kernel needs a second pass over the bytes, because a sum over all of them enters every result.
  let isReadAgain: Bool

  static func operands(of instruction: Instruction, _ storage: [Storage]) -> [Operand] {
    let kernel = instruction.kernel
    return instruction.operands.enumerated().compactMap { place, slot in
      let (use, bytes) = (kernel[place].use, kernel[place].bytes)
      guard let slot, !use.isDisjoint(with: [.read, .write]) else { return nil }
      let whole = byteCount(of: slot, storage)
      return Operand(
        slot: slot, byteCount: bytes == 0 ? whole : min(whole, bytes), wholeByteCount: whole,
        passes: use.isSuperset(of: [.read, .write]) && !use.contains(.state) ? 2 : 1,
        isPartOfTable: use.contains(.indexed), isReadAgain: use.contains(.again))
    }
  }

  private static func byteCount(of slot: Slot, _ storage: [Storage]) -> Int {
    switch storage[slot.index] {
    case .temporary(let count): count
    case .block(let block): block.bytes.count
    case .part(_, _, let count): count
    }
  }
}
