import CKernels

/// A recorded stream of instructions with every operand's address resolved, replayed by a loop in C: no allocation, no
/// reference counting.
///
/// ```
/// arena    │ temporary buffers, placed by lifetime so that they share memory; 64-byte aligned │
/// tables   │ operands … │ dimensions … │ constants … │   one flat array each
/// list     │ (kernel, → operands, → dimensions, → constants) …                                │
/// ```
final class Program {
  let arenaByteCount: Int
  private let arena: UnsafeMutableRawPointer
  private let list: UnsafeMutableBufferPointer<regnorm_instruction>
  private let operands: UnsafeMutableBufferPointer<UnsafeMutableRawPointer?>
  private let dimensions: UnsafeMutableBufferPointer<Int>
  private let constants: UnsafeMutableBufferPointer<Double>
  private let blocks: [Block]
  private let count: Int
  /// The cost of every instruction; nil before the first profiled run.
  private var costs: [InstructionCost]?

  init(_ recording: Recording) {
    let (instructions, storage) = (recording.instructions, recording.storage)
    let layout = ArenaLayout(recording)
    arenaByteCount = layout.byteCount
    count = instructions.count
    let arena = Memory.allocate(byteCount: max(layout.byteCount, 64))
    self.arena = arena
    blocks = storage.compactMap { if case .block(let block) = $0 { block } else { nil } }
    operands = .allocate(capacity: max(1, instructions.reduce(0) { $0 + $1.operands.count }))
    dimensions = .allocate(capacity: max(1, instructions.reduce(0) { $0 + $1.dimensions.count }))
    constants = .allocate(capacity: max(1, instructions.reduce(0) { $0 + $1.constants.count }))
    list = .allocate(capacity: max(1, instructions.count))
    var (operand, dimension, constant) = (operands.baseAddress!, dimensions.baseAddress!, constants.baseAddress!)
    for (index, instruction) in instructions.enumerated() {
      list.initializeElement(
        at: index,
        to: regnorm_instruction(
          kernel: regnorm_kernel_for(instruction.opcode), operands: operand, dimensions: dimension, constants: constant)
      )
      for slot in instruction.operands {
        operand.initialize(to: slot.map { Program.address(of: $0, storage: storage, layout: layout, arena: arena) })
        operand += 1
      }
      for value in instruction.dimensions {
        dimension.initialize(to: value)
        dimension += 1
      }
      for value in instruction.constants {
        constant.initialize(to: value)
        constant += 1
      }
    }
  }

  deinit {
    arena.deallocate()
    list.deallocate()
    operands.deallocate()
    dimensions.deallocate()
    constants.deallocate()
  }

  func run() {
    regnorm_run(list.baseAddress!, count)
  }

  /// Runs the program, which was made from `recording`, and times every instruction.
  func run(_ recording: Recording, reportingTo profile: StepProfile) {
    let costs = costs ?? countCosts(of: recording)
    self.costs = costs
    for (index, instruction) in recording.instructions.enumerated() {
      let call = list[index]
      let start = StepProfile.now()
      call.kernel(call.operands, call.dimensions, call.constants)
      let seconds = StepProfile.now() - start
      profile.record(
        StepProfile.Key(opcode: instruction.opcode, dimensions: instruction.dimensions), costs[index], seconds: seconds)
    }
  }

  private func countCosts(of recording: Recording) -> [InstructionCost] {
    let layout = ArenaLayout(recording)
    return InstructionCost.costs(of: recording) { slot in
      Int(bitPattern: Program.address(of: slot, storage: recording.storage, layout: layout, arena: arena))
    }
  }

  private static func address(
    of slot: Slot, storage: [Storage], layout: ArenaLayout, arena: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    switch storage[slot.index] {
    case .block(let block): block.address
    case .temporary: arena + layout.offsets[slot.index]!
    case .part(let whole, let offset, _): arena + layout.offsets[whole.index]! + offset
    }
  }
}
