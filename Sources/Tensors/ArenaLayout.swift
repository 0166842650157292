import CKernels

/// The place of each temporary of a program in its arena. Temporaries whose lifetimes do not overlap share memory.
///
/// A temporary lives from the first instruction that names it or a part of it to the last one. The layout places the
/// temporaries in the order of their first use, each in the lowest gap that is free for its whole life. A kernel's
/// first operand takes over the memory of an input that dies there, where `KernelList.h` says that the operand may lie
/// over that input.
struct ArenaLayout {
  /// Bytes from the arena's start, by slot index, for every temporary that an instruction names.
  private(set) var offsets: [Int: Int] = [:]
  /// The arena's size in bytes.
  private(set) var byteCount = 0

  private struct Placed {
    let offset: Int
    let byteCount: Int
    let lastUse: Int
  }

  init(_ recording: Recording) {
    let (instructions, storage) = (recording.instructions, recording.storage)
    var lastUse: [Int: Int] = [:]
    for (index, instruction) in instructions.enumerated() {
      for slot in instruction.operands.compactMap({ $0 }) { lastUse[storage.whole(of: slot).index] = index }
    }
    var alive: [Placed] = []
    for (index, instruction) in instructions.enumerated() {
      // A temporary whose last use is this instruction is still read.
      alive.removeAll { $0.lastUse < index }
      for slot in instruction.operands.compactMap({ $0.map(storage.whole) }) where offsets[slot.index] == nil {
        guard case .temporary(let size) = storage[slot.index] else { continue }
        let end = lastUse[slot.index]!
        let offset =
          inherited(by: slot, of: size, in: instruction, at: index, lastUse: lastUse, storage: storage)
          ?? ArenaLayout.lowestGap(of: size, among: alive)
        offsets[slot.index] = offset
        alive.append(Placed(offset: offset, byteCount: size, lastUse: end))
        byteCount = max(byteCount, offset + size)
      }
    }
  }

  /// The memory of an input that this instruction uses last, where the kernel may write its first operand over an
  /// input.
  private func inherited(
    by slot: Slot, of size: Int, in instruction: Instruction, at index: Int, lastUse: [Int: Int], storage: [Storage]
  ) -> Int? {
    guard instruction.operands.first == slot else { return nil }
    let kernel = instruction.kernel
    for case (let place, let input?) in instruction.operands.enumerated()
    where kernel[place].use.contains(.over) && lastUse[input.index] == index {
      if case .temporary(let inputSize) = storage[input.index], inputSize == size { return offsets[input.index] }
    }
    return nil
  }

  private static func lowestGap(of size: Int, among alive: [Placed]) -> Int {
    var offset = 0
    for placed in alive.sorted(by: { $0.offset < $1.offset }) {
      if offset + size <= placed.offset { break }
      offset = max(offset, placed.offset + placed.byteCount)
    }
    return offset
  }
}

extension [Storage] {
  /// The temporary that `slot` is a part of, or the slot itself.
  fileprivate func whole(of slot: Slot) -> Slot {
    if case .part(let whole, _, _) = self[slot.index] { whole } else { slot }
  }
}
