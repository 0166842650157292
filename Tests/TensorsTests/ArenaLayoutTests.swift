import CKernels
import Testing

@testable import Tensors

@Suite struct ArenaLayoutTests {
  private func instruction(_ opcode: Opcode, _ operands: Int?...) -> Instruction {
    Instruction(opcode: opcode, operands: operands.map { $0.map(Slot.init) }, dimensions: [], constants: [])
  }

  private func layout(_ storage: [Storage], _ instructions: Instruction...) -> ArenaLayout {
    ArenaLayout(Recording(instructions: instructions, storage: storage))
  }

  @Test func anElementwiseResultTakesOverAnInputThatDies() {
    let arena = layout(
      [.temporary(byteCount: 128), .temporary(byteCount: 128), .temporary(byteCount: 128)],
      instruction(.fill, 0), instruction(.exp, 1, 0), instruction(.add, 2, 1, 1))
    #expect(arena.offsets == [0: 0, 1: 0, 2: 0])
    #expect(arena.byteCount == 128)
  }

  @Test func anInputThatIsReadLaterIsLeftAlone() {
    let arena = layout(
      [.temporary(byteCount: 128), .temporary(byteCount: 128), .temporary(byteCount: 128)],
      instruction(.fill, 0), instruction(.exp, 1, 0), instruction(.add, 2, 0, 1))
    #expect(arena.offsets[0] != arena.offsets[1])
    #expect(arena.byteCount == 256)
  }

  @Test func kernelsThatReadAcrossElementsGetMemoryOfTheirOwn() {
    let arena = layout(
      [.temporary(byteCount: 64), .temporary(byteCount: 64), .temporary(byteCount: 64)],
      instruction(.fill, 0), instruction(.logSoftmax, 1, 0), instruction(.logSoftmax, 2, 1))
    #expect(arena.offsets[0] != arena.offsets[1])
    #expect(arena.offsets[1] != arena.offsets[2])
    #expect(arena.offsets[2] == arena.offsets[0], "the first one's memory is free again")
  }

  /// `length` is read again for every row, so that the result must not lie over it, however small both are.
  @Test func aScaledResultIsNotLaidOverItsCodeLength() {
    let arena = layout(
      [.block(Block(.float32, count: 6)), .temporary(byteCount: 64), .temporary(byteCount: 64)],
      instruction(.fill, 1), instruction(.scaleByLength, 2, 0, 1, nil))
    #expect(arena.offsets[1] != arena.offsets[2])
  }

  @Test func unusedTemporariesTakeNoMemory() {
    let arena = layout([.temporary(byteCount: 64), .temporary(byteCount: 640)], instruction(.fill, 0))
    #expect(arena.offsets == [0: 0])
    #expect(arena.byteCount == 64)
  }

  @Test(arguments: 0..<200) func noTwoLivingTemporariesShareMemory(_ seed: Int) {
    let recording = RandomRecording(seed: seed).recording
    let arena = ArenaLayout(recording)
    let lives = lifetimes(of: recording)
    var total = 0
    for (slot, life) in lives {
      guard let offset = arena.offsets[slot] else {
        Issue.record("slot \(slot) has no place")
        continue
      }
      total += life.byteCount
      #expect(offset % 64 == 0)
      #expect(offset >= 0 && offset + life.byteCount <= arena.byteCount)
      for (other, otherLife) in lives where other > slot && life.span.overlaps(otherLife.span) {
        let otherOffset = arena.offsets[other]!
        let apart = offset + life.byteCount <= otherOffset || otherOffset + otherLife.byteCount <= offset
        #expect(
          apart || isTakenOver(slot, life, by: other, otherLife, in: recording)
            || isTakenOver(other, otherLife, by: slot, life, in: recording),
          "slots \(slot) and \(other) share memory")
      }
    }
    #expect(arena.offsets.count == lives.count)
    #expect(arena.byteCount <= total)
  }

  private struct Life {
    var span: ClosedRange<Int>
    let byteCount: Int
  }

  private func lifetimes(of recording: Recording) -> [Int: Life] {
    var lives: [Int: Life] = [:]
    for (index, instruction) in recording.instructions.enumerated() {
      for case let slot? in instruction.operands {
        guard case .temporary(let byteCount) = recording.storage[slot.index] else { continue }
        let birth = lives[slot.index]?.span.lowerBound ?? index
        lives[slot.index] = Life(span: birth...index, byteCount: byteCount)
      }
    }
    return lives
  }

  /// Whether `old` is last used as an elementwise input of the instruction whose result is `new`.
  private func isTakenOver(_ old: Int, _ oldLife: Life, by new: Int, _ newLife: Life, in recording: Recording) -> Bool {
    let moment = newLife.span.lowerBound
    guard oldLife.span.upperBound == moment, oldLife.byteCount == newLife.byteCount else { return false }
    let instruction = recording.instructions[moment]
    let kernel = instruction.kernel
    return instruction.operands[0]?.index == new
      && instruction.operands.enumerated().contains {
        kernel[$0.offset].use.contains(.over) && $0.element?.index == old
      }
  }
}

/// 60 instructions on 30 temporaries of five sizes and four blocks; the operands are random.
private struct RandomRecording {
  let recording: Recording

  init(seed: Int) {
    var random = RandomStream(seed: seed, name: "recording")
    let temporaries = (0..<30).map { _ in
      Storage.temporary(byteCount: 64 * Int.random(in: 1...5, using: &random))
    }
    let blocks = (0..<4).map { _ in Storage.block(Block(.float32, count: 16)) }
    let opcodes: [Opcode] = [.exp, .add, .gemm, .reluBackward, .scaleByLength, .minimumBackward, .lstmCell]
    let storage = temporaries + blocks
    let instructions = (0..<60).map { _ in
      let opcode = opcodes.randomElement(using: &random)!
      let dimensions = [Int](repeating: 1, count: 7)
      let operands = (0..<regnorm_describe(opcode, dimensions).operand_count).map { _ in
        Int.random(in: 0..<8, using: &random) == 0 ? nil : Slot(index: storage.indices.randomElement(using: &random)!)
      }
      return Instruction(opcode: opcode, operands: operands, dimensions: dimensions, constants: [])
    }
    recording = Recording(instructions: instructions, storage: storage)
  }
}
