/// The columns of a table, divided into blocks that fit a printed page.
struct ColumnBlocks {
  /// The text width of LaTeX's article class at 10 points, in widths of a digit at 9 points.
  private static let pageWidth = 72.0
  /// The space around a column, in the same unit.
  private static let gap = 2.0

  /// The columns of every block, in order.
  let blocks: [Range<Int>]

  /// Blocks as wide as the page allows, each with room for the rows' names.
  init(of table: Table, in words: TableText) {
    let names = table.rowLabels + [table.rows?.name ?? ""]
    let free = Self.pageWidth - Double(names.map(\.count).max() ?? 0) - Self.gap
    let widths = table.columnLabels.enumerated().map { column, label in
      let numbers = table.facets.flatMap { $0.cells.compactMap { $0[column] } }.map { cell in
        let plain = words.number(cell)?.plain
        return (plain?.mean.count ?? 0) + (plain?.rest.count ?? 0) + (words.notes(cell) == nil ? 1 : 2)
      }
      return Double(max(label.count, numbers.max() ?? 1)) + Self.gap
    }
    var blocks: [Range<Int>] = []
    var used = Double.infinity
    for (column, width) in widths.enumerated() {
      if used + width > free {
        blocks.append(column..<column)
        used = 0
      }
      used += width
      blocks[blocks.count - 1] = blocks[blocks.count - 1].lowerBound..<column + 1
    }
    self.blocks = blocks
  }
}
