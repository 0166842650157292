import Plans

/// The table in HTML: a table for every facet, and notes. The best cells are bold.
struct HTMLTable {
  private let table: Table
  private let words: TableText

  init(_ table: Table) {
    self.table = table
    words = TableText(table, best: "Bold")
  }

  func rendered() -> String {
    (table.facets.map(grid) + [notes]).joined(separator: "\n")
  }

  private func grid(_ facet: Table.Facet) -> String {
    let caption = facet.coordinates.isEmpty ? "" : "<caption>\(escaped(words.title(of: facet)))</caption>"
    let head = ([words.corner] + table.columnLabels).map { #"<th scope="col">\#(escaped($0))</th>"# }.joined()
    let rows = zip(table.rowLabels, facet.cells).map { name, cells in
      #"<tr><th scope="row">\#(escaped(name))</th>\#(cells.map(text).joined())</tr>"#
    }
    return """
      <div class="wide"><table>\(caption)
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """
  }

  private func text(_ cell: TableCell?) -> String {
    guard let cell else { return "<td></td>" }
    let notes = words.notes(cell).map { " <small>\(escaped($0))</small>" } ?? ""
    guard let number = words.number(cell) else { return "<td>—\(notes)</td>" }
    let mean = cell.isAmongBest ? "<b>\(number.mean)</b>" : number.mean
    let sum = mean + (number.error.map { "<small>±\($0)</small>" } ?? "")
    let text = number.exponent.map { "\(number.error == nil ? sum : "(\(sum))")·10<sup>\($0)</sup>" } ?? sum
    return "<td>\(text)\(cell.differsFromReference ? "<sup>†</sup>" : "")\(notes)</td>"
  }

  private var notes: String { "<p class=\"note\">\(escaped(words.paragraph))</p>" }
}
