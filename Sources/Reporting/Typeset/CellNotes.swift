/// The notes of a table's cells, each distinct note under a letter, for printing under the table.
struct CellNotes {
  /// The distinct notes in the order of the cells.
  private var texts: [String] = []

  init(of table: Table, in words: TableText) {
    for cell in table.cells {
      if let note = words.notes(cell), !texts.contains(note) { texts.append(note) }
    }
  }

  /// The letter of a cell's note: a, …, z, aa, …; nil if `note` is not one of the table's.
  func letter(_ note: String?) -> String? { note.flatMap { texts.firstIndex(of: $0) }.map(Self.letter) }

  /// The letters with their notes, without the parentheses.
  var list: [(letter: String, text: String)] {
    texts.enumerated().map { (Self.letter(at: $0), String($1.dropFirst().dropLast())) }
  }

  private static func letter(at place: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(place % 26)))
    return place < 26 ? last : letter(at: place / 26 - 1) + last
  }
}
