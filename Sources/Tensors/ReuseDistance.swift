/// How much memory a program touches between two uses of the same memory, which says what cache can still hold it.
///
/// The program is taken to run again and again, every kernel of it from front to back. A piece of memory is as far away as the
/// distinct bytes that instructions have touched since the one that last touched it, and those that its own instruction
/// touches: copying in a loop whose source and target have that many bytes finds its operands equally far away.
struct ReuseDistance {
  /// A part of an operand that was last touched by one instruction.
  struct Use: Equatable {
    let byteCount: Int
    /// In bytes.
    let distance: Int
  }

  private struct Piece {
    let range: Range<Int>
    let time: Int
  }

  /// What was touched, in disjoint pieces, the longest untouched first.
  private var pieces: [Piece] = []
  private var time = 0

  /// What every operand of every instruction consists of; operands are ranges of addresses.
  static func uses(of instructions: [[Range<Int>]]) -> [[[Use]]] {
    var memory = ReuseDistance()
    // In the second round all memory has been touched before.
    for operands in instructions { _ = memory.touch(operands) }
    return instructions.map { memory.touch($0) }
  }

  private mutating func touch(_ operands: [Range<Int>]) -> [[Use]] {
    let touched = RangeSet(operands)
    let byteCount = touched.ranges.reduce(0) { $0 + $1.count }
    let before = take(touched)
    // Of what stays, the bytes that are younger than each taken piece.
    let distances = before.map { piece in
      byteCount + pieces.lazy.filter { $0.time > piece.time }.reduce(0) { $0 + $1.range.count }
    }
    pieces += touched.ranges.map { Piece(range: $0, time: time) }
    time += 1
    return operands.map { operand in
      zip(before, distances).compactMap { piece, distance in
        let common = operand.clamped(to: piece.range)
        return common.isEmpty ? nil : Use(byteCount: common.count, distance: distance)
      }
    }
  }

  /// Removes what lies in `memory`, cutting pieces that reach beyond it, and gives it.
  private mutating func take(_ memory: RangeSet<Int>) -> [Piece] {
    var (kept, taken): ([Piece], [Piece]) = ([], [])
    for piece in pieces {
      if memory.ranges.contains(where: { $0.overlaps(piece.range) }) {
        let range = RangeSet(piece.range)
        kept += range.subtracting(memory).ranges.map { Piece(range: $0, time: piece.time) }
        taken += range.intersection(memory).ranges.map { Piece(range: $0, time: piece.time) }
      } else {
        kept.append(piece)
      }
    }
    pieces = kept
    return taken
  }
}
