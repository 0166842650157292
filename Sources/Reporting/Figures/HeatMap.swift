import Plans
import Statistics
import Trials

/// The means of a facet's cells as shades. Among the cells that the table compares with each other, the better has the
/// stronger shade.
struct HeatMap: Sendable {
  let title: String
  let table: Table
  let facet: Table.Facet

  /// A panel for each facet that has results.
  static func panels(of table: Table) -> [HeatMap] {
    table.facets.filter { $0.cells.contains { $0.contains { $0?.sample != nil } } }.map { facet in
      HeatMap(title: TableText(table).title(of: facet), table: table, facet: facet)
    }
  }

  /// The shade of a mean: from 0.05, the worst of the cell's line, to 0.95, the best.
  func shade(_ mean: Double, row: Int, column: Int) -> Double {
    let line = table.isTransposed ? facet.cells[row] : facet.cells.map { $0[column] }
    let means = line.compactMap { $0?.sample?.mean }
    guard let worst = means.min(), let best = means.max(), best > worst else { return 0.5 }
    // Halved, because the difference of two finite numbers may overflow.
    let share = (mean / 2 - worst / 2) / (best / 2 - worst / 2)
    return 0.05 + 0.9 * (table.metric.direction == .minimize ? 1 - share : share)
  }

  /// The text in every cell: its mean; empty where the cell has none.
  var texts: [[String]] {
    let words = TableText(table)
    return facet.cells.map { row in row.map { $0.flatMap(words.number)?.meanAlone ?? "" } }
  }

  /// The width of a cell in the drawing.
  var cellWidth: Double { 12 + max(Drawing.width(ofLongest: texts.flatMap(\.self) + table.columnLabels), 30) }

  /// The least shade that needs light letters.
  static let darkShade = 0.55

  var drawing: Drawing {
    let (texts, cellWidth) = (texts, cellWidth)
    let cellHeight = 26.0
    let left = 12 + Drawing.width(ofLongest: table.rowLabels)
    let top = title.isEmpty ? 24.0 : 44
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    var shapes: [Drawing.Shape] = [.text(title, at(0, 13), Drawing.Font(isBold: true))]
    for (column, label) in table.columnLabels.enumerated() {
      shapes.append(.text(label, at(left + (Double(column) + 0.5) * cellWidth, top - 8), .soft(.middle)))
    }
    for (row, cells) in facet.cells.enumerated() {
      let y = top + Double(row) * cellHeight
      shapes.append(.text(table.rowLabels[row], at(0, y + 17), Drawing.Font()))
      for (column, cell) in cells.enumerated() {
        let x = left + Double(column) * cellWidth
        guard let mean = cell?.sample?.mean else { continue }
        let corners = [
          at(x + 1, y + 1), at(x + cellWidth - 1, y + 1), at(x + cellWidth - 1, y + cellHeight - 1),
          at(x + 1, y + cellHeight - 1),
        ]
        let shade = shade(mean, row: row, column: column)
        shapes.append(.area([corners], .shade(shade)))
        let font = Drawing.Font(anchor: .middle, isOnDark: shade > Self.darkShade)
        shapes.append(.text(texts[row][column], at(x + cellWidth / 2, y + 17), font))
      }
    }
    let bottom = top + Double(facet.cells.count) * cellHeight
    let width = left + Double(table.columnLabels.count) * cellWidth
    if let axis = table.columns { shapes.append(.text(axis.name, at((left + width) / 2, bottom + 18), .soft(.middle))) }
    return Drawing(
      width: width, height: bottom + 26,
      title: "\(title.isEmpty ? "" : title + ": ")means of \(table.rowLabels.joined(separator: ", "))", shapes: shapes,
      data: DataTable(head: [""] + table.columnLabels, rows: zip(table.rowLabels, texts).map { [$0] + $1 }))
  }
}
