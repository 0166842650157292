import Plans
import Statistics
import Trials

/// The table in HTML: a table for every facet, and notes. The best cells are bold.
struct HTMLTable {
  private let table: Table
  private let words: TableText
  /// What a dashboard shows: then each row can be replaced, and each cell has its seeds beside it and links to them.
  private let query: DashboardQuery?

  init(_ table: Table, asLiveCellsOf query: DashboardQuery? = nil) {
    self.table = table
    self.query = query
    words = TableText(table, best: "Bold")
  }

  func rendered() -> String { pieces.html }

  /// The table, row by row, and its notes.
  var pieces: [LivePiece] { table.facets.enumerated().flatMap(grid) + [notes] }

  private func grid(_ place: Int, _ facet: Table.Facet) -> [LivePiece] {
    let caption = facet.coordinates.isEmpty ? "" : "<caption>\(escaped(words.title(of: facet)))</caption>"
    let head = ([words.corner] + table.columnLabels).map { #"<th scope="col">\#(escaped($0))</th>"# }.joined()
    let beginning = """
      <div class="wide" tabindex="0"><table class="sortable">\(caption)
      <thead><tr>\(head)</tr></thead>
      <tbody>
      """
    let strips = query == nil ? [] : strips(of: facet)
    let rows = zip(table.rowLabels, facet.cells).enumerated().map { row, line -> LivePiece in
      let cells = line.1.enumerated().map { column, cell in
        cell.map { text($0, strips.isEmpty ? nil : strips[table.isTransposed ? row : column]) } ?? "<td></td>"
      }
      let content = #"<th scope="row">\#(escaped(line.0))</th>\#(cells.joined())</tr>"#
      let identifier = "row-\(place)-\(row)"
      return query == nil
        ? .fixed("<tr>\(content)")
        : .live(id: identifier, html: "<tr id=\"\(identifier)\" data-arm=\"\(row)\">\(content)")
    }
    return [.fixed(beginning)] + rows + [.fixed("</tbody></table></div>")]
  }

  /// The strips of the columns or, where the cells of rows are compared, of the rows.
  private func strips(of facet: Table.Facet) -> [SeedStrip] {
    table.isTransposed
      ? facet.cells.map(SeedStrip.init)
      : table.columnLabels.indices.map { column in SeedStrip(of: facet.cells.map { $0[column] }) }
  }

  private func text(_ cell: TableCell, _ strip: SeedStrip?) -> String {
    let notes = words.notes(cell).map { " <small>\(escaped($0))</small>" } ?? ""
    guard let number = words.number(cell) else { return "<td>—\(notes)</td>" }
    let mean = cell.isAmongBest ? "<b>\(number.mean)</b>" : number.mean
    let sum = mean + (number.error.map { "<small>±\($0)</small>" } ?? "")
    let text = number.exponent.map { "\(number.error == nil ? sum : "(\(sum))")·10<sup>\($0)</sup>" } ?? sum
    let marked = "\(text)\(cell.differsFromReference ? "<sup>†</sup>" : "")"
    guard let strip, let query else { return "<td>\(marked)\(notes)</td>" }
    let address = escaped(query.showing(.cell, cell: cell.owner.number).address)
    return
      #"<td data-value="\#(cell.sample.map { "\($0.mean)" } ?? "")"><a href="\#(address)">\#(marked)</a>\#(notes)\#(strip.svg(cell))</td>"#
  }

  private var notes: LivePiece {
    query == nil
      ? .fixed("<p class=\"note\">\(escaped(words.paragraph))</p>")
      : .live(id: "notes", html: "<p class=\"note\" id=\"notes\">\(escaped(words.paragraph))</p>")
  }
}
