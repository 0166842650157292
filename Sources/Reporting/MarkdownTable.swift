import Plans
import Trials

/// The table in GitHub-flavoured Markdown: a title, a table for every facet, and notes. The best cells are bold.
struct MarkdownTable {
  private let table: Table
  private let words: TableText

  init(_ table: Table) {
    self.table = table
    words = TableText(table, best: "Bold")
  }

  func rendered() -> String {
    var lines = ["**\(escaped(table.sweep)): \(escaped(table.metric.nameWithUnit)) \(words.arrow)**", ""]
    for facet in table.facets {
      if !facet.coordinates.isEmpty { lines += [escaped(words.title(of: facet)), ""] }
      lines += grid(facet) + [""]
    }
    return (lines + [words.paragraph]).joined(separator: "\n") + "\n"
  }

  private func grid(_ facet: Table.Facet) -> [String] {
    let head = line([words.corner] + table.columnLabels)
    let rule = "|---|" + String(repeating: "--:|", count: table.columnLabels.count)
    return [head, rule]
      + zip(table.rowLabels, facet.cells).map { name, cells in line([name] + cells.map(text)) }
  }

  private func line(_ texts: [String]) -> String { "| " + texts.map(escaped).joined(separator: " | ") + " |" }

  private func text(_ cell: TableCell?) -> String {
    guard let cell else { return "" }
    let value = words.number(cell).map { $0.plain.mean + $0.plain.rest } ?? "—"
    return (cell.isAmongBest ? "**\(value)**" : value) + (cell.differsFromReference ? "†" : "")
      + (words.notes(cell).map { " " + $0 } ?? "")
  }

  private func escaped(_ text: String) -> String {
    text.printable.reduce(into: "") { result, character in
      if "\\|_<`".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
