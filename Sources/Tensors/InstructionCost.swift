import CKernels

/// The least work that an instruction stands for, whoever wrote its kernel: what a floor is made of.
///
/// Counted are the operations of matrix products, every operand's bytes once (twice where it is read and written), and
/// the exponentials, logarithms and their kin. Sums and products beside them are free: they hide behind the bytes.
public struct InstructionCost: Sendable, Equatable {
  /// Floating-point operations, a fused multiply-add being two.
  public var operations = 0.0
  /// Bytes read and written.
  public var bytes = 0.0
  /// Evaluations of exp, log, tanh or the like.
  public var exponentials = 0.0

  /// No work.
  public init() {}

  /// Adds `other`, so many times.
  public mutating func add(_ other: InstructionCost, times: Double) {
    operations += times * other.operations
    bytes += times * other.bytes
    exponentials += times * other.exponentials
  }

  init(_ instruction: Instruction, storage: [Storage]) {
    let d = instruction.dimensions.map(Double.init)
    operations = Self.operations(instruction.opcode, d)
    bytes = Self.bytes(instruction, d, storage)
    exponentials = Self.exponentials(instruction.opcode, d)
  }

  private static func operations(_ opcode: Opcode, _ d: [Double]) -> Double {
    switch opcode {
    case .gemm: 2 * d[0] * d[1] * d[2]
    case .batchedGemm: 2 * d[0] * d[1] * d[2] * d[3]
    default: 0
    }
  }

  private static func bytes(_ instruction: Instruction, _ d: [Double], _ storage: [Storage]) -> Double {
    switch instruction.opcode {
    // Of a table only the rows that are named move.
    case .gatherImages: return 5 * d[0] * d[1]
    case .gatherLabels: return 9 * d[0]
    case .gatherRows, .gatherElements: return 8 * d[0] * d[1] + 4 * d[0]
    case .scatterAddRows: return 12 * d[0] * d[1] + 4 * d[0]
    default: break
    }
    let operands = instruction.operands.compactMap { $0 }.reduce(0) { $0 + byteCount(of: $1, storage) }
    // What is read and written is one operand of two transfers.
    let updated: [Int] =
      switch instruction.opcode {
      case .stochasticGradientDescent, .rmsprop: [0, 2]
      case .adam: [0, 2, 3]
      case .accumulate, .lerp: [0]
      case .gemm: d[5] == 0 ? [] : [0]
      case .batchedGemm: d[6] == 0 ? [] : [0]
      default: []
      }
    return updated.reduce(operands) { sum, index in
      sum + (instruction.operands[index].map { byteCount(of: $0, storage) } ?? 0)
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

  private static func byteCount(of slot: Slot, _ storage: [Storage]) -> Double {
    switch storage[slot.index] {
    case .temporary(let count): Double(count)
    case .block(let block): Double(block.bytes.count)
    case .part(_, _, let count): Double(count)
    }
  }
}
