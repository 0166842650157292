import Statistics

/// The figures of a table's results: the comparisons, and every other figure that the table can be drawn as.
struct FigureSection {
  /// The differences and what the tests say of them.
  let comparisons: String
  let others: String

  /// More comparisons than this are not drawn below each other: nobody reads so long a picture.
  private static let lineLimit = 300

  init(of table: Table) throws {
    guard table.done > 0 else {
      (comparisons, others) = ("", "")
      return
    }
    let comparison = try TableComparison(of: table, with: .planned)
    let lines = comparison.columns.reduce(0) { $0 + $1.line.report.comparisons.count }
    let words = """
      <details><summary>Every comparison in words</summary>
      <pre>\(escaped(ComparisonText(comparison).rendered()))</pre></details>
      """
    let forest = lines <= Self.lineLimit ? try Self.html(.forest, of: comparison) : ""
    comparisons = lines == 0 ? "" : [forest, words].filter { !$0.isEmpty }.joined(separator: "\n")
    others = try FigureKind.allCases.filter { $0 != .forest }.compactMap { kind in
      let html = try Self.html(kind, of: comparison)
      return html.isEmpty ? nil : "<h3>\(escaped(kind.title))</h3>\n\(html)"
    }.joined(separator: "\n")
  }

  /// The figure; empty where the table cannot be drawn so.
  private static func html(_ kind: FigureKind, of comparison: TableComparison) throws -> String {
    do { return try Figure(kind, of: comparison).html } catch is UnfitTable { return "" }
  }
}
