/// The table in HTML: a table for every facet, the best in bold, and a legend.
struct HTMLTable {
  private let table: Table
  private let words: TableText

  init(_ table: Table) {
    self.table = table
    words = TableText(table)
  }

  func rendered() -> String {
    (table.facets.map(grid) + [legend]).joined(separator: "\n")
  }

  private func grid(_ facet: Table.Facet) -> String {
    let caption = facet.coordinates.isEmpty ? "" : "<caption>\(escaped(words.title(of: facet)))</caption>"
    let corner = [table.rows?.name, table.columns?.name].compactMap(\.self).joined(separator: " \\ ")
    let head = ([corner] + table.columnLabels).map { #"<th scope="col">\#(escaped($0))</th>"# }.joined()
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
    let error = words.standardError(cell).map { "<small>±\($0)</small>" } ?? ""
    let notes = words.notes(cell).map { " <small>\(escaped($0))</small>" } ?? ""
    let mean = words.mean(cell) ?? "—"
    return "<td>" + (cell.isBest ? "<b>\(mean)</b>" : mean) + error + notes + "</td>"
  }

  private var legend: String {
    let best = table.cells.contains(where: \.isBest) ? "; best of its \(words.line) in bold" : ""
    let sentences =
      [
        "Mean ± standard error over \(words.seeds); \(words.direction)\(best).",
        "\(table.done) of \(table.planned) trials done.",
      ] + words.warnings
    return "<p class=\"note\">\(escaped(sentences.joined(separator: " ")))</p>"
  }
}
