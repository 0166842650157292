import Statistics

/// The figures of a table's results: the comparisons, and every other figure that the table can be drawn as.
struct FigureSection {
  /// The differences and what the tests say of them.
  let comparisons: String
  let others: String

  /// More comparisons than this are not drawn below each other: nobody reads so long a picture.
  private static let lineLimit = 300

  init(of source: FigureSource) throws {
    guard source.table.done > 0 else {
      (comparisons, others) = ("", "")
      return
    }
    let comparison = source.comparison
    let lines = comparison.columns.reduce(0) { $0 + $1.line.report.comparisons.count }
    let words = """
      <details><summary>Every comparison in words</summary>
      <pre>\(escaped(ComparisonText(comparison).rendered()))</pre></details>
      """
    let forest = lines <= Self.lineLimit ? try Self.html(.forest, of: source) : ""
    comparisons = lines == 0 ? "" : [forest, words].filter { !$0.isEmpty }.joined(separator: "\n")
    others = try FigureKind.allCases.filter { !Self.standElsewhere.contains($0) }.compactMap { kind in
      let html = try Self.html(kind, of: source)
      return html.isEmpty ? nil : "<h3>\(escaped(kind.title))</h3>\n\(html)"
    }.joined(separator: "\n")
  }

  /// The figures that have sections of their own.
  private static let standElsewhere: [FigureKind] = [.forest, .curves, .codeLengths, .timeline]

  /// The figure; empty where the table cannot be drawn so.
  static func html(_ kind: FigureKind, of source: FigureSource) throws -> String {
    do { return try Figure(kind, of: source).html } catch is UnfitTable { return "" }
  }
}
