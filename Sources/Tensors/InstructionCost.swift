import CKernels

/// The least work that an instruction stands for, whoever wrote its kernel: what a floor is made of.
///
/// Counted are the operations of matrix products, every operand's bytes once (twice where it is read and written, or must
/// be read again), and the exponentials, logarithms and their kin. Sums and products beside them are free: they hide
/// behind the bytes.
public struct InstructionCost: Sendable, Hashable {
  /// Bytes that move between a kernel and memory.
  public struct Transfer: Sendable, Hashable {
    /// Bytes read and written.
    public let bytes: Double
    /// Bytes of memory that were touched since these were last: the size of a cache that still holds them.
    public let distance: Double
  }

  /// Floating-point operations, a fused multiply-add being two.
  public private(set) var operations = 0.0
  /// What is read and written, an operand each.
  public private(set) var transfers: [Transfer] = []
  /// Evaluations of exp, log, tanh or the like.
  public private(set) var exponentials = 0.0

  /// No work.
  public init() {}

  /// Bytes read and written.
  public var bytes: Double { transfers.reduce(0) { $0 + $1.bytes } }

  /// Adds `other`.
  public mutating func add(_ other: InstructionCost) {
    operations += other.operations
    transfers += other.transfers
    exponentials += other.exponentials
  }

  /// The cost of every instruction of a program that runs again and again, of which `address` says where a slot lies.
  static func costs(of recording: Recording, address: (Slot) -> Int) -> [InstructionCost] {
    let operands = recording.instructions.map { Operand.operands(of: $0, recording.storage) }
    let distances = ReuseDistance.distances(
      operands.map { $0.map { address($0.slot)..<address($0.slot) + $0.byteCount } })
    return recording.instructions.indices.map { index in
      let instruction = recording.instructions[index], d = instruction.dimensions.map(Double.init)
      var cost = InstructionCost()
      cost.operations = operations(instruction.opcode, d)
      cost.exponentials = exponentials(instruction.opcode, d)
      cost.transfers = zip(operands[index], distances[index]).map { operand, distance in
        Transfer(
          bytes: Double(operand.byteCount * operand.passes), distance: max(distance, Double(operand.wholeByteCount)))
      }
      let again = instruction.operandsReadAgain.compactMap { instruction.operands[$0] }
        .reduce(0) { $0 + Operand.byteCount(of: $1, recording.storage) }
      // Going back from the end finds the mean element behind half of them.
      if again > 0 { cost.transfers.append(Transfer(bytes: Double(again), distance: Double(again) / 2)) }
      return cost
    }
  }

  private static func operations(_ opcode: Opcode, _ d: [Double]) -> Double {
    switch opcode {
    case .gemm: 2 * d[0] * d[1] * d[2]
    case .batchedGemm: 2 * d[0] * d[1] * d[2] * d[3]
    default: 0
    }
  }

  private static func exponentials(_ opcode: Opcode, _ d: [Double]) -> Double {
    switch opcode {
    case .exp, .log, .tanh, .sigmoid, .randomNormal: d[0]
    case .gemm: d[0] * d[1] * activation(d[6])
    case .logSoftmax, .logSoftmaxBackward, .crossEntropy: d[0] * d[1]
    case .binaryCrossEntropy: 2 * d[0]
    case .lstmCell: 5 * d[0] * d[1]
    case .gruCell: 3 * d[0] * d[1]
    case .codeLength, .codeLengthBackward: d[0] * d[1]
    case .layerNorm, .batchNorm, .batchNormEvaluate: d[0] * d[1] * activation(d[2])
    case .scaleByLength: d[0] * d[1] * activation(d[3])
    default: 0
    }
  }

  private static func activation(_ code: Double) -> Double { code >= 2 ? 1 : 0 }
}

/// An operand as memory sees it.
private struct Operand {
  let slot: Slot
  /// The bytes that are touched.
  let byteCount: Int
  /// 2 where they are read and written.
  let passes: Int
  /// The bytes of what they are somewhere in.
  let wholeByteCount: Int

  static func operands(of instruction: Instruction, _ storage: [Storage]) -> [Operand] {
    let updated = instruction.updatedOperands, rows = instruction.rowsOfTable
    return instruction.operands.enumerated().compactMap { place, slot in
      guard let slot else { return nil }
      let whole = byteCount(of: slot, storage)
      let named = rows?.place == place ? min(rows!.byteCount, whole) : whole
      return Operand(
        slot: slot, byteCount: named, passes: updated.contains(place) ? 2 : 1, wholeByteCount: whole)
    }
  }

  static func byteCount(of slot: Slot, _ storage: [Storage]) -> Int {
    switch storage[slot.index] {
    case .temporary(let count): count
    case .block(let block): block.bytes.count
    case .part(_, _, let count): count
    }
  }
}

extension Instruction {
  /// The operands that are read and written.
  fileprivate var updatedOperands: [Int] {
    switch opcode {
    case .stochasticGradientDescent, .rmsprop: [0, 2]
    case .adam: [0, 2, 3]
    case .accumulate, .lerp, .scatterAddRows: [0]
    case .gemm: dimensions[5] == 0 ? [] : [0]
    case .batchedGemm: dimensions[6] == 0 ? [] : [0]
    default: []
    }
  }

  /// The operands that no kernel can be done with in one pass: a sum over all their elements enters every result.
  fileprivate var operandsReadAgain: [Int] {
    switch opcode {
    case .codeLength: dimensions[4] == 0 ? [] : [3]
    case .codeLengthBackward: [1, 2, 3]
    default: []
    }
  }

  /// The operand of which only the rows that are named move, and their bytes.
  fileprivate var rowsOfTable: (place: Int, byteCount: Int)? {
    switch opcode {
    case .gatherImages: (1, dimensions[0] * dimensions[1])
    case .gatherLabels: (1, dimensions[0])
    case .gatherRows: (1, 4 * dimensions[0] * dimensions[1])
    case .gatherElements: (1, 4 * dimensions[0])
    case .scatterAddRows: (0, 4 * dimensions[0] * dimensions[1])
    default: nil
    }
  }
}
