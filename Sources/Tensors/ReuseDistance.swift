/// How much memory a program touches between two uses of the same memory: the size of a cache that still holds that
/// memory.
///
/// The program is assumed to run again and again, and every kernel to read from front to back. The distance of a piece
/// of memory is the number of distinct bytes that instructions have touched since the one that last touched the piece,
/// plus the bytes of the instruction that touches the piece now. A loop that copies a source to a target, of that many
/// bytes together, has the same distance.
struct ReuseDistance {
  /// A part of an operand whose bytes one instruction touched last.
  struct Use: Equatable {
    let byteCount: Int
    /// In bytes.
    let distance: Int
  }

  private struct Piece {
    let range: Range<Int>
    let time: Int
  }

  /// The touched memory in disjoint pieces.
  private var pieces: [Piece] = []
  private var time = 0

  /// The uses that every operand of every instruction consists of. Operands are ranges of addresses.
  static func uses(of instructions: [[Range<Int>]]) -> [[[Use]]] {
    var memory = ReuseDistance()
    // In the second round all memory has been touched before: the first round's distances are dropped.
    for operands in instructions { _ = memory.touch(operands) }
    return instructions.map { memory.touch($0) }
  }

  private mutating func touch(_ operands: [Range<Int>]) -> [[Use]] {
    let touched = RangeSet(operands)
    let byteCount = touched.ranges.reduce(0) { $0 + $1.count }
    let before = take(touched)
    // The distance of each taken piece: this instruction's bytes, plus the other pieces' bytes that were touched later.
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

  /// Removes the bytes of `memory` from the pieces and returns them. A piece that reaches beyond `memory` is cut.
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
