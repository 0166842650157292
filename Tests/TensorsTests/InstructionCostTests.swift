import CKernels
import Testing

@testable import Tensors

@Suite struct InstructionCostTests {
  private func costs(_ storage: [Storage], _ instructions: Instruction...) -> [InstructionCost] {
    // Every slot has an address of its own.
    InstructionCost.costs(of: Recording(instructions: instructions, storage: storage)) { $0.index << 30 }
  }

  private func instruction(_ opcode: Opcode, _ operands: Int?..., dimensions: [Int]) -> Instruction {
    Instruction(opcode: opcode, operands: operands.map { $0.map(Slot.init) }, dimensions: dimensions, constants: [])
  }

  @Test func aProductCountsItsOperationsAndItsOperandsOnce() {
    let storage: [Storage] = [.temporary(byteCount: 24), .temporary(byteCount: 32), .temporary(byteCount: 48)]
    let cost = costs(storage, instruction(.gemm, 0, 1, 2, nil, dimensions: [2, 3, 4, 0, 0, 0, 0]))[0]
    #expect(cost.operations == 48)
    #expect(cost.bytes == 104)
    #expect(cost.exponentials == 0)
  }

  @Test func anOperandThatIsReadAndWrittenMovesTwice() {
    let storage: [Storage] = [.temporary(byteCount: 400), .temporary(byteCount: 400)]
    #expect(costs(storage, instruction(.accumulate, 0, 1, dimensions: [100]))[0].bytes == 1200)
  }

  @Test func rowsOfATableAreAsFarAwayAsTheTableIsLarge() {
    let table = 1 << 20
    let storage: [Storage] = [
      .temporary(byteCount: 5 * 32), .temporary(byteCount: table), .temporary(byteCount: 5 * 4),
    ]
    let cost = costs(storage, instruction(.gatherRows, 0, 1, 2, dimensions: [5, 8]))[0]
    #expect(cost.bytes == 340)
    #expect(cost.transfers.contains { $0.bytes == 160 && $0.distance == Double(table) })
    #expect(cost.transfers.filter { $0.distance == 340 }.map(\.bytes) == [160, 20])
  }

  @Test func aSliceMovesItsOwnElements() {
    let storage: [Storage] = [.temporary(byteCount: 80), .temporary(byteCount: 4000)]
    let slice = instruction(.copyStrided, 0, 1, dimensions: [1, 1, 4, 5, 0, 0, 5, 1, 0, 0, 250, 1, 0, 0, 0])
    #expect(costs(storage, slice)[0].bytes == 160)
  }

  @Test func aGradientWithoutAnActivationDoesNotReadTheActivatedValue() {
    let batch = Storage.temporary(byteCount: 4000)
    let storage: [Storage] = [batch, batch, batch, .temporary(byteCount: 4)]
    func bytes(activation: Int) -> Double {
      costs(storage, instruction(.scaleByLengthBackward, 0, 1, 2, 3, nil, dimensions: [10, 100, 0, activation]))[0]
        .bytes
    }
    #expect(bytes(activation: 1) == 12004)
    #expect(bytes(activation: 0) == 8004)
  }

  /// The gradient of a code length needs a sum over the batch before its first element is done: the batch passes twice.
  @Test func aBatchWhoseSumEntersEveryElementIsReadTwice() {
    let batch = Storage.temporary(byteCount: 4000)
    let storage: [Storage] = [batch, batch, batch, batch, .temporary(byteCount: 4), .temporary(byteCount: 64)]
    let cost = costs(
      storage, instruction(.codeLengthBackward, 0, 1, 2, 3, 4, nil, 5, dimensions: [10, 100, 0, 1]))[0]
    #expect(cost.bytes == 4 * 4000 + 68 + 3 * 4000)
    #expect(cost.transfers.last == InstructionCost.Transfer(bytes: 12000, distance: 6000))
    #expect(cost.exponentials == 1000)
  }
}
