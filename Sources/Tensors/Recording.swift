/// The instructions that a tape recorded, and what their slots stand for.
struct Recording {
  let instructions: [Instruction]
  let storage: [Storage]

  /// Instruction `index` as text, with a remark where a slot stands for another block than in `other`; nil where the
  /// recording is shorter.
  func description(of index: Int, unlike other: Recording) -> String? {
    guard index < instructions.count else { return nil }
    let changed = instructions[index].operands.compactMap { $0 }.filter { hasAnotherBlock(at: $0, than: other) }
    guard let slot = changed.first else { return instructions[index].description }
    return "\(instructions[index]) with another block as \(slot)"
  }

  /// Whether instruction `index` of both recordings is the same, on the same blocks.
  func agrees(with other: Recording, at index: Int) -> Bool {
    instructions[index] == other.instructions[index]
      && !instructions[index].operands.contains { $0.map { hasAnotherBlock(at: $0, than: other) } ?? false }
  }

  private func hasAnotherBlock(at slot: Slot, than other: Recording) -> Bool {
    guard slot.index < other.storage.count else { return false }
    return switch (storage[slot.index], other.storage[slot.index]) {
    case (.block(let ours), .block(let theirs)): ours !== theirs
    case (.temporary, .temporary): false
    case (.part(let ours, let offset, _), .part(let theirs, let otherOffset, _)):
      ours != theirs || offset != otherOffset
    default: true
    }
  }
}
