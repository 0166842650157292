import Plans
import Trials

/// The table for LaTeX's packages booktabs and siunitx: a `tabular` for every block of columns, facets under their own
/// headings, a caption, and notes under the table. What does not fit a page is continued in another float.
struct LaTeXTable {
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
    let floats = pages.enumerated().flatMap { number, blocks in
      float(of: blocks, isFirst: number == 0, isLast: number == pages.count - 1)
    }
    let needs = "% Needs \\usepackage{booktabs} and, of version 3, \\usepackage{siunitx}."
    return ([needs] + floats).joined(separator: "\n") + "\n"
  }

  private func float(of blocks: [Range<Int>], isFirst: Bool, isLast: Bool) -> [String] {
    let caption =
      isFirst
      ? ["\\caption{\(escaped(words.caption))}", "\\label{\(table.label)}"]
      : ["\\addtocounter{table}{-1}", "\\caption{(continued)}"]
    let style = [
      "\\par\\smallskip", "\\small", "\\setlength{\\tabcolsep}{4pt}",
      "\\sisetup{mode=text, reset-text-series=false, table-alignment=right}",
    ]
    let foot = ["\\par\\smallskip", "\\begin{minipage}{\\linewidth}\\footnotesize", footnotes, "\\end{minipage}"]
    return ["\\begin{table}", "\\centering"] + caption + style
      + blocks.map(tabular).joined(separator: ["\\par\\medskip"]) + (isLast ? foot : []) + ["\\end{table}"]
  }

  /// A column of the table is two of LaTeX's: the mean, aligned at its point, and the error.
  private func tabular(of block: Range<Int>) -> [String] {
    let width = 2 * block.count + 1
    let formats = block.map { "S[table-format=\(format(of: $0))]@{\\,}l" }
    var lines = ["\\begin{tabular}{l\(formats.joined())}", "\\toprule"]
    if let axis = table.columns {
      lines.append(" & \\multicolumn{\(width - 1)}{c}{\(escaped(axis.name))} \\\\")
      lines.append("\\cmidrule(lr){2-\(width)}")
    }
    let labels = block.map { wide(escaped(table.columnLabels[$0])) }
    lines.append(([escaped(table.rows?.name ?? "")] + labels).joined(separator: " & ") + " \\\\")
    for facet in table.facets {
      lines.append("\\midrule")
      if !facet.coordinates.isEmpty {
        lines.append("\\multicolumn{\(width)}{l}{\\textit{\(escaped(words.title(of: facet)))}} \\\\")
      }
      for (name, cells) in zip(table.rowLabels, facet.cells) {
        lines.append(([escaped(name)] + block.map { text(cells[$0]) }).joined(separator: " & ") + " \\\\")
      }
    }
    return lines + ["\\bottomrule", "\\end{tabular}"]
  }

  private func text(_ cell: TableCell?) -> String {
    guard let cell else { return " & " }
    let marks = [
      cell.differsFromReference ? "\\dagger" : nil, notes.letter(words.notes(cell)).map { "\\mathrm{\($0)}" },
    ]
    let superscript = marks.compactMap(\.self).joined(separator: ",")
    let raised = superscript.isEmpty ? "" : "$^{\(superscript)}$"
    guard let number = words.number(cell) else { return "{---} & \(raised)" }
    // In this series bold digits are as wide as regular ones.
    let best = cell.isAmongBest ? "\\fontseries{b}\\selectfont " : ""
    let error = number.error.map { "$\\pm$\\,\($0)" } ?? ""
    guard let exponent = number.exponent else { return "\(best)\(number.mean) & \(best)\(error)\(raised)" }
    let sum = number.mean + (number.error.map { " \\pm \($0)" } ?? "")
    let body = number.error == nil ? sum : "(\(sum))"
    return wide("\(best)$\(body) \\times 10^{\(exponent)}$\(raised)")
  }

  private func wide(_ text: String) -> String { "\\multicolumn{2}{c}{\(text)}" }

  /// The digits before and after the point that the means of a column need: `2.2`.
  private func format(of column: Int) -> String {
    let means = table.facets.flatMap { $0.cells.compactMap { $0[column] } }.compactMap { cell in
      words.number(cell).flatMap { $0.exponent == nil ? $0.mean : nil }
    }
    let parts = means.map { mean in
      let parts = mean.drop { $0 == "-" }.split(separator: ".")
      return (whole: parts[0].count, decimals: parts.count > 1 ? parts[1].count : 0)
    }
    let sign = means.contains { $0.hasPrefix("-") } ? "-" : ""
    return "\(sign)\(parts.map(\.whole).max() ?? 1).\(parts.map(\.decimals).max() ?? 0)"
  }

  private var footnotes: String {
    let letters = notes.list.map { "\\textsuperscript{\($0.letter)} \(escaped($0.text))." }
    return (letters + words.remarks.map { escaped($0.text) }).joined(separator: "\n")
  }

  private func escaped(_ text: String) -> String {
    text.printable.reduce(into: "") { result, character in
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "–": result += "--"
      case "α": result += "$\\alpha$"
      case "±": result += "$\\pm$"
      case "†": result += "$\\dagger$"
      default: result.append(character)
      }
    }
  }
}
