import Plans
import Trials

/// The table for LaTeX's booktabs package: one `tabular`, facets under headings of their own, and a generated caption.
struct LaTeXTable {
  private let table: Table
  private let words: TableText

  init(_ table: Table) {
    self.table = table
    words = TableText(table)
  }

  func rendered() -> String {
    let columns = table.columnLabels.count
    var lines = [
      "% Needs \\usepackage{booktabs}.", "\\begin{table}", "\\centering", "\\caption{\(caption)}",
      "\\label{tab:\(label)}", "\\begin{tabular}{l\(String(repeating: "r", count: columns))}", "\\toprule",
    ]
    if let axis = table.columns {
      lines.append(" & \\multicolumn{\(columns)}{c}{\(escaped(axis.name))} \\\\")
      lines.append("\\cmidrule(lr){2-\(columns + 1)}")
    }
    lines.append(line([table.rows?.name ?? ""] + table.columnLabels))
    for facet in table.facets {
      lines.append("\\midrule")
      if !facet.coordinates.isEmpty {
        lines.append("\\multicolumn{\(columns + 1)}{l}{\\textit{\(escaped(words.title(of: facet)))}} \\\\")
      }
      for (name, cells) in zip(table.rowLabels, facet.cells) {
        lines.append(([escaped(name)] + cells.map(text)).joined(separator: " & ") + " \\\\")
      }
    }
    return (lines + ["\\bottomrule", "\\end{tabular}", "\\end{table}"]).joined(separator: "\n") + "\n"
  }

  private func line(_ texts: [String]) -> String { texts.map(escaped).joined(separator: " & ") + " \\\\" }

  private func text(_ cell: TableCell?) -> String {
    guard let cell else { return "" }
    var value = "---"
    if let number = words.number(cell) {
      let sum = number.mean + (number.error.map { " \\pm " + $0 } ?? "")
      let body = number.exponent.map { "\(number.error == nil ? sum : "(\(sum))") \\times 10^{\($0)}" } ?? sum
      value = cell.isBest ? "$\\mathbf{\(body)}$" : "$\(body)$"
    }
    return value + (words.notes(cell).map { " " + escaped($0) } ?? "")
  }

  private var caption: String {
    let unit = table.metric.unit.isEmpty ? "" : " in \(escaped(table.metric.unit))"
    let arrow = table.metric.direction == .minimize ? "$\\downarrow$" : "$\\uparrow$"
    let best = table.cells.contains(where: \.isBest) ? " Best of each \(words.line) in bold." : ""
    let isWhole = table.cells.allSatisfy { $0.count == $0.planned }
    let count = isWhole ? " $n = \(table.seeds.count)$ in every cell." : ""
    return
      ([
        "\(escaped(table.sweep)): \(escaped(table.metric.name))\(unit) (\(arrow), \(words.direction)),",
        "mean $\\pm$ standard error over \(escaped(words.seeds)).\(count)\(best)",
        "\(table.done) of \(table.planned) trials done.",
      ] + words.warnings.map(escaped)).joined(separator: " ")
  }

  private var label: String {
    String(table.sweep.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  private func escaped(_ text: String) -> String {
    text.printable.reduce(into: "") { result, character in
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "–": result += "--"
      default: result.append(character)
      }
    }
  }
}
