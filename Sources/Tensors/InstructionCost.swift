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
  /// What is read and written.
  public private(set) var transfers: [Transfer] = []
  /// Evaluations of exp, log, tanh or the like.
  public private(set) var exponentials = 0.0

  /// Bytes read and written.
  public var bytes: Double { transfers.reduce(0) { $0 + $1.bytes } }

  /// The cost of every instruction of a program that runs again and again, of which `address` says where a slot lies.
  static func costs(of recording: Recording, address: (Slot) -> Int) -> [InstructionCost] {
    let operands = recording.instructions.map { Operand.operands(of: $0, recording.storage) }
    let uses = ReuseDistance.uses(
      of: operands.map { $0.map { address($0.slot)..<address($0.slot) + $0.byteCount } })
    return recording.instructions.indices.map { index in
      InstructionCost(recording.instructions[index], Array(zip(operands[index], uses[index])))
    }
  }

  private init(_ instruction: Instruction, _ operands: [(Operand, [ReuseDistance.Use])]) {
    let d = instruction.dimensions.map(Double.init)
    operations = Self.operations(instruction.opcode, d)
    exponentials = Self.exponentials(instruction.opcode, d)
    transfers = operands.flatMap { operand, uses in
      uses.map {
        // A row that is drawn at random was last touched about as long ago as the table takes to pass.
        Transfer(
          bytes: Double($0.byteCount * operand.passes),
          distance: Double(operand.isPartOfTable ? max($0.distance, operand.wholeByteCount) : $0.distance))
      }
    }
    let again = operands.lazy.filter { $0.0.isReadAgain }.reduce(0) { $0 + $1.0.byteCount }
    // Going back from the end finds the mean element behind half of them.
    if again > 0 { transfers.append(Transfer(bytes: Double(again), distance: Double(again) / 2)) }
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
  /// The size of the storage that they are part of.
  let wholeByteCount: Int
  /// 2 where they are read and written.
  let passes: Int
  /// Whether they are rows that an index names.
  let isPartOfTable: Bool
  /// Whether no kernel is done with them in one pass: a sum over all of them enters every result.
  let isReadAgain: Bool

  static func operands(of instruction: Instruction, _ storage: [Storage]) -> [Operand] {
    let (updated, again) = (instruction.updatedOperands, instruction.operandsReadAgain)
    let (rows, unread) = (instruction.rowsOfTable, instruction.unreadOperand)
    let copied = instruction.opcode == .copyStrided ? 4 * instruction.dimensions[..<4].reduce(1, *) : nil
    return instruction.operands.enumerated().compactMap { place, slot in
      guard let slot, place != unread else { return nil }
      let whole = byteCount(of: slot, storage)
      let isRows = rows?.place == place
      return Operand(
        slot: slot, byteCount: min(whole, copied ?? (isRows ? rows?.byteCount : nil) ?? whole), wholeByteCount: whole,
        passes: updated.contains(place) ? 2 : 1, isPartOfTable: isRows, isReadAgain: again.contains(place))
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

extension Instruction {
  /// The operands that are read and written.
  fileprivate var updatedOperands: [Int] {
    func when(_ accumulates: Int, _ operands: [Int]) -> [Int] { dimensions[accumulates] == 0 ? [] : operands }
    return switch opcode {
    case .stochasticGradientDescent, .rmsprop: [0, 2]
    case .adam: [0, 2, 3]
    case .accumulate, .lerp, .scatterAddRows, .countCorrect: [0]
    case .batchNorm: [2]
    case .gemm: when(5, [0])
    case .batchedGemm: when(6, [0])
    case .copyStrided: when(14, [0])
    case .reduceSum: when(3, [0])
    case .sumOfSquares: when(1, [0])
    case .activationBackward: when(2, [1])
    case .layerNormBackward, .batchNormBackward, .batchNormEvaluateBackward: when(2, [1, 2])
    case .weightNormBackward: when(2, [0, 1])
    default: []
    }
  }

  private var isWithoutActivation: Bool {
    switch opcode {
    case .activationBackward, .layerNormBackward, .batchNormBackward, .batchNormEvaluateBackward,
      .scaleByLengthBackward, .codeLengthBackward:
      dimensions[3] == 0
    default: false
    }
  }

  /// The activated value, where the gradient does not need it.
  fileprivate var unreadOperand: Int? {
    guard isWithoutActivation else { return nil }
    return switch opcode {
    case .scaleByLengthBackward: 2
    case .activationBackward, .codeLengthBackward: 3
    default: 7
    }
  }

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
