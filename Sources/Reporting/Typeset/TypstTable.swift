import Plans
import Trials

/// The table as a Typst figure: a table for every block of columns, facets under their own headings, a caption, and
/// notes under the table. What does not fit a page is continued in another figure. All texts are strings of Typst code, so that nothing in them is markup.
struct TypstTable {
  private let table: Table
  private let words: TableText
  private let notes: CellNotes

  init(_ table: Table) {
    self.table = table
    words = TableText(table, best: "Bold")
    notes = CellNotes(of: table, in: words)
  }

  func rendered() -> String {
    let pages = PrintedPages(of: table, in: words, notes: notes).pages
    return pages.enumerated().flatMap { number, blocks in
      figure(of: blocks, isFirst: number == 0, isLast: number == pages.count - 1)
    }.joined(separator: "\n") + "\n"
  }

  private func figure(of blocks: [Range<Int>], isFirst: Bool, isLast: Bool) -> [String] {
    let again = isFirst ? [] : ["#counter(figure.where(kind: table)).update(number => number - 1)"]
    let caption = string(isFirst ? words.caption : "(continued)")
    let head = [
      "#figure(", "  kind: table,", "  caption: figure.caption(position: top, \(caption)),", "  {",
      "    set text(size: 9pt)",
    ]
    let foot = isLast ? ["    set text(size: 8pt)", "    align(left, block(\(footnotes)))"] : []
    return again + head + blocks.flatMap(grid) + foot + ["  },", isFirst ? ") <\(table.label)>" : ")"]
  }

  /// A column of the table is two of Typst's: the mean, aligned to the right, and the error.
  private func grid(of block: Range<Int>) -> [String] {
    let width = 2 * block.count + 1
    let alignments = ["left"] + block.flatMap { _ in ["right", "left"] }
    var lines = [
      "    table(", "      columns: \(width), stroke: none, align: (\(alignments.joined(separator: ", "))),",
      "      inset: (x, y) => (left: if x > 0 and calc.even(x) { 2pt } else { 6pt }, right: 0pt, y: 3pt),",
      "      table.hline(),",
    ]
    if let axis = table.columns { lines.append("      [], \(spanning(width - 1, "center", string(axis.name))),") }
    let labels = block.map { spanning(2, "center", string(table.columnLabels[$0])) }
    lines.append("      \(([string(table.rows?.name ?? "")] + labels).joined(separator: ", ")),")
    for facet in table.facets {
      lines.append("      table.hline(stroke: 0.5pt),")
      if !facet.coordinates.isEmpty {
        lines.append("      \(spanning(width, "left", "emph(\(string(words.title(of: facet))))")),")
      }
      for (name, cells) in zip(table.rowLabels, facet.cells) {
        lines.append("      \(([string(name)] + block.map { text(cells[$0]) }).joined(separator: ", ")),")
      }
    }
    return lines + ["      table.hline(),", "    )"]
  }

  private func text(_ cell: TableCell?) -> String {
    guard let cell else { return "[], []" }
    let marks = [cell.differsFromReference ? "†" : nil, notes.letter(words.notes(cell))].compactMap(\.self)
    let raised = marks.isEmpty ? "" : " + super(\(string(marks.joined(separator: ","))))"
    guard let number = words.number(cell) else { return "[—], []\(raised)" }
    func weighted(_ text: String) -> String { cell.isAmongBest ? "strong(\(string(text)))" : string(text) }
    let error = number.error.map { "±\u{2009}\($0)" } ?? ""
    guard let exponent = number.exponent else {
      return "\(weighted(number.mean)), \(weighted(error))\(raised)"
    }
    let body = number.error == nil ? number.mean : "(\(number.mean) \(error))"
    return spanning(2, "center", "\(weighted("\(body) × 10")) + super(\"\(exponent)\")\(raised)")
  }

  private func spanning(_ columns: Int, _ alignment: String, _ content: String) -> String {
    "table.cell(colspan: \(columns), align: \(alignment), \(content))"
  }

  private var footnotes: String {
    let letters = notes.list.map { "super(\(string($0.letter))) + \(string(" \($0.text). "))" }
    return (letters + [string(words.remarks.map(\.text).joined(separator: " "))]).joined(separator: " + ")
  }

  private func string(_ text: String) -> String {
    "\"" + text.printable.reduce(into: "") { $0 += "\\\"".contains($1) ? "\\\($1)" : String($1) } + "\""
  }
}
