import Plans
import Trials

/// The seeds of one cell, each with its value.
struct CellSeeds {
  private let table: Table
  private let cell: TableCell

  /// Throws `NoSuchCell` where the table has no cell of that number.
  init(_ number: Int?, of table: Table) throws {
    guard let number, let cell = table.cells.first(where: { $0.owner.number == number }) else {
      throw NoSuchCell(number: number, sweep: table.sweep)
    }
    self.table = table
    self.cell = cell
  }

  var piece: LivePiece {
    let values = Dictionary(cell.samples.map { ($0.seed, $0.value) }) { first, _ in first }
    let rows = table.seeds.map { seed in
      let text = values[seed].map { $0.map { "\($0)" } ?? "diverged" } ?? "no result of \(table.metric.name) yet"
      return "<tr><th scope=\"row\">\(seed)</th><td>\(escaped(text))</td></tr>"
    }
    let place = cell.coordinates.map { "\($0.axis) = \($0.value)" }.joined(separator: ", ")
    return .live(
      id: "cell",
      html: """
        <div id="cell"><h3>\(escaped(place))</h3>
        <div class="wide" tabindex="0"><table class="sortable"><thead><tr><th scope="col">seed</th>\
        <th scope="col">\(escaped(table.metric.nameWithUnit))</th></tr></thead>
        <tbody>\(rows.joined())</tbody></table></div></div>
        """)
  }
}

/// A cell that a sweep does not have.
struct NoSuchCell: Error, CustomStringConvertible {
  let number: Int?
  let sweep: String

  var description: String {
    "\(sweep) has no cell \(number.map(String.init) ?? "without a number"): choose one in the table"
  }
}
