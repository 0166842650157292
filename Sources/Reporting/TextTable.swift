import Plans
import Trials

/// The table as aligned text: a title, a framed grid for every facet, and notes.
struct TextTable {
  private let table: Table
  private let words: TableText

  init(_ table: Table) {
    self.table = table
    words = TableText(table, best: "*")
  }

  func rendered() -> String {
    var lines = ["\(table.sweep): \(table.metric.nameWithUnit) \(words.arrow)"]
    for facet in table.facets {
      lines.append("")
      if !facet.coordinates.isEmpty { lines.append(words.title(of: facet)) }
      lines += grid(facet)
    }
    return (lines + [""] + notes).map(\.printable).joined(separator: "\n") + "\n"
  }

  private func grid(_ facet: Table.Facet) -> [String] {
    let names = leftAligned([words.corner] + table.rowLabels)
    let columns = table.columnLabels.enumerated().map { index, name in
      rightAligned([name] + texts(of: facet.cells.map { $0[index] }))
    }
    let lines = names.indices.map { line in
      "│ " + ([names[line]] + columns.map { $0[line] }).joined(separator: " │ ") + " │"
    }
    let dashes = ([names] + columns).map { String(repeating: "─", count: $0[0].count + 2) }
    return ["┌" + dashes.joined(separator: "┬") + "┐", lines[0], "├" + dashes.joined(separator: "┼") + "┤"]
      + lines.dropFirst() + ["└" + dashes.joined(separator: "┴") + "┘"]
  }

  /// The texts of a column's cells, with means, errors and notes aligned below each other.
  private func texts(of cells: [TableCell?]) -> [String] {
    let numbers = cells.map { $0.flatMap(words.number)?.plain }
    let means = rightAligned(zip(cells, numbers).map { cell, number in cell == nil ? "" : number?.mean ?? "—" })
    let errors = leftAligned(
      zip(cells, numbers).map { cell, number in
        (number?.rest ?? "") + (cell?.isAmongBest == true ? "*" : "") + (cell?.differsFromReference == true ? "†" : "")
      })
    let notes = leftAligned(cells.map { $0.flatMap(words.notes).map { " " + $0 } ?? "" })
    return cells.indices.map { means[$0] + errors[$0] + notes[$0] }
  }

  private var notes: [String] {
    let notes = words.notes.map { ($0.isWarning ? "! " : "") + $0.text }
    let verdicts = SequentialText(table)?.verdicts ?? []
    return notes + (verdicts.isEmpty ? [] : [""] + verdicts)
      + (table.selection.map { ["", "Chosen:"] + $0.choices } ?? [])
  }

  private func leftAligned(_ texts: [String]) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { $0 + String(repeating: " ", count: width - $0.count) }
  }

  private func rightAligned(_ texts: [String]) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
  }
}
