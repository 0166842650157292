import Statistics

extension Table {
  /// A sub-table for one combination of values of the axes that are neither rows nor columns.
  public struct Facet: Sendable {
    /// The values of these axes, in the sweep file's order of axes.
    public let coordinates: [Coordinate]
    /// The cells by row, then column; nil if the grid has no such cell.
    public let cells: [[TableCell?]]
    /// The comparisons of every line: of a column's cells, or of a row's if the table is transposed. Nil for a line of
    /// fewer than two cells.
    public let lines: [LineComparison?]
  }
}

extension Table.Facet {
  /// Compares the cells of every line by `rules`, marks them, and sets the decimals that they share.
  init(
    coordinates: [Table.Coordinate], cells: [[TableCell?]], linesAreRows: Bool, rules: ComparisonPlan,
    designs: SequentialDesigns, spread: Spread
  ) {
    var lines = linesAreRows ? cells : transposed(cells)
    let comparisons = lines.map { LineComparison(of: $0, by: rules, under: designs) }
    for line in lines.indices {
      let decimals = commonDecimals(of: lines[line].compactMap { $0?.sample }, spread)
      for place in lines[line].indices { lines[line][place]?.decimals = decimals }
      for place in comparisons[line]?.best ?? [] { lines[line][place]?.isAmongBest = true }
      for place in comparisons[line]?.unlikeReference ?? [] { lines[line][place]?.differsFromReference = true }
    }
    self.coordinates = coordinates
    self.cells = linesAreRows ? lines : transposed(lines)
    self.lines = comparisons
  }
}

private func transposed<Element>(_ rows: [[Element]]) -> [[Element]] {
  (rows.first?.indices ?? 0..<0).map { column in rows.map { $0[column] } }
}
