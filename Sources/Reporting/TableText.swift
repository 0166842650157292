import Digests
import Results
import Statistics
import Trials

/// The texts that the renderers for people share: those of cells, and those about the whole table.
struct TableText {
  /// A sentence under a table.
  struct Note {
    let text: String
    /// Whether the sentence says that something is missing or must be read with care.
    let isWarning: Bool
  }

  let table: Table
  private let bestMark: String

  /// `best` names the mark with which the renderer marks the best cells.
  init(_ table: Table, best: String = "") {
    self.table = table
    bestMark = best
  }

  /// A cell's mean and spread; nil if no result counts.
  func number(_ cell: TableCell) -> CellNumber? {
    cell.sample.map { CellNumber($0, decimals: cell.decimals, table.spread) }
  }

  /// The note beside a cell's value, such as `(7 of 10)` or `(n=3, 1 of 4 diverged)`; nil if there is none. It says how
  /// many results have the metric if not all have, n if results are missing or there is only one, and how many
  /// diverged.
  func notes(_ cell: TableCell) -> String? {
    var notes: [String] = []
    if cell.lacking > 0 { notes.append("\(cell.done - cell.lacking) of \(cell.done)") }
    if cell.sample != nil, !cell.isComplete || (cell.lacking == 0 && cell.count == 1) {
      notes.append("n=\(cell.count)")
    }
    if cell.diverged > 0 { notes.append("\(cell.diverged) of \(cell.done) diverged") }
    return notes.isEmpty ? nil : "(\(notes.joined(separator: ", ")))"
  }

  /// The corner of the grid: `normalization \ rareClasses`.
  var corner: String { [table.rows?.name, table.columns?.name].compactMap(\.self).joined(separator: " \\ ") }

  /// The name of a line, whose cells are compared.
  var line: String { table.isTransposed ? "row" : "column" }

  var arrow: String { table.metric.direction == .minimize ? "↓" : "↑" }

  var direction: String { table.metric.direction == .minimize ? "lower is better" : "higher is better" }

  /// `5 seeds (1–5)`.
  var seeds: String { "\(counted(table.seeds.count, "seed")) (\(table.seeds.runs))" }

  /// `semantics = corrected, batch = 128`.
  func title(of facet: Table.Facet) -> String {
    facet.coordinates.map { "\($0.axis) = \($0.value)" }.joined(separator: ", ")
  }

  /// All notes under a table without a caption, in order.
  var notes: [Note] { [Note(text: "Mean ± \(spread); \(direction).", isWarning: false)] + remarks }

  /// The notes as one paragraph.
  var paragraph: String { notes.map(\.text).joined(separator: " ") }

  /// The caption of a table in a paper: the sweep, the metric, and the meaning of the numbers.
  var caption: String {
    let unit = table.metric.unit.isEmpty ? "" : " in \(table.metric.unit)"
    return "\(table.sweep): \(table.metric.name)\(unit) (\(direction)), mean ± \(spread)."
  }

  /// The notes under a table with a caption, in order.
  var remarks: [Note] {
    (marks + [table.design?.sentences, table.selection?.rule, done].compactMap(\.self)).map {
      Note(text: $0, isWarning: false)
    }
      + warnings.map { Note(text: $0, isWarning: true) }
      + [Note(text: provenance, isWarning: false)]
  }

  private var spread: String { "\(table.spread.name) over \(seeds)" }

  private var done: String { "\(table.done) of \(table.planned) trials done." }

  /// The digests by which the table's numbers can be reproduced.
  private var provenance: String {
    let builds = table.builds.map { $0.description.prefix(8) }.joined(separator: ", ")
    return "Sweep \(table.digest.description.prefix(8))" + (builds.isEmpty ? "." : ", code \(builds).")
  }

  /// The meaning of the cells' marks: the tests and the number of comparisons that they are corrected for.
  private var marks: [String] {
    let lines = table.lines
    let tests =
      table.lines.contains { $0.study != nil }
      ? "the three tests below, by Holm" : "paired t test and exact sign-flip test, both by Holm"
    let alpha = "α = \(table.rules.level.alpha)"
    var marks: [String] = []
    if table.cells.contains(where: \.isAmongBest) {
      marks.append(
        "\(bestMark): best of its \(line), or not shown to differ from the best (\(tests) over all "
          + "\(sizes(of: lines.map(\.report.allPairs.count))) pairs of a \(line), \(alpha)).")
    }
    if let name = referenceName {
      let sizes = sizes(of: lines.map(\.report.familySize))
      if table.cells.contains(where: \.differsFromReference) {
        marks.append(
          "†: differs from \(name) (\(tests) over the \(sizes) comparisons of a \(line) with \(name), \(alpha)).")
      } else if table.done > 0 {
        marks.append("No cell is shown to differ from \(name) (\(sizes) comparisons of a \(line), \(alpha)).")
      }
    }
    return marks
  }

  private var referenceName: String? { table.reference.map { comparedLabels[$0] } }

  /// The labels of a line's cells.
  var comparedLabels: [String] { table.isTransposed ? table.columnLabels : table.rowLabels }

  /// The title of a line: `rareClasses = 7`.
  func name(ofLine number: Int) -> String {
    let axis = table.isTransposed ? table.rows : table.columns
    let label = (table.isTransposed ? table.rowLabels : table.columnLabels)[number]
    return (axis.map { "\($0.name) = " } ?? "") + label
  }

  /// `3`, or `1 to 3`.
  private func sizes(of counts: [Int]) -> String {
    guard let least = counts.min(), let most = counts.max(), least < most else { return "\(counts.first ?? 0)" }
    return "\(least) to \(most)"
  }
}
