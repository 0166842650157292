/// The blocks of a table's columns, divided over as many floats as the height of a page demands. The caption stands over the
/// first float and the notes stand under the last.
struct PrintedPages {
  /// The text height of LaTeX's article class at 10 points, in lines of 9 points.
  private static let pageHeight = 48.0
  /// The characters of a line of the caption, and of the notes.
  private static let (captionWidth, noteWidth) = (85, 105)

  /// The blocks of every page, in order.
  let pages: [[Range<Int>]]

  /// A block that is taller than a page has a page of its own.
  init(of table: Table, in words: TableText, notes: CellNotes) {
    let headings = table.facets.count { !$0.coordinates.isEmpty }
    let rows = table.facets.count * table.rowLabels.count
    let height = Double(rows + headings) + 0.5 * Double(table.facets.count) + 4
    let noteTexts = notes.list.map(\.text) + words.remarks.map(\.text)
    let caption = Double(words.caption.count / Self.captionWidth + 2)
    let foot = Double(noteTexts.map(\.count).reduce(0, +) / Self.noteWidth + 2)
    var pages: [[Range<Int>]] = [[]]
    var free = Self.pageHeight - caption - foot
    for block in ColumnBlocks(of: table, in: words).blocks {
      if free < height, pages.last?.isEmpty == false {
        pages.append([])
        free = Self.pageHeight - 2 - foot
      }
      pages[pages.count - 1].append(block)
      free -= height
    }
    self.pages = pages
  }
}
