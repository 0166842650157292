import Plans
public import Statistics
import Trials

/// What a table's results say of its rows: for every column a family of comparisons, corrected by Holm.
///
/// A run that diverged is left out, with its seed, and counted.
public struct TableComparison: Sendable {
  /// The compared table.
  public let table: Table
  /// The row that the others are compared with; nil where all pairs are.
  public let reference: Int?
  /// The rate of false alarms in each family.
  public let level: Level
  /// The columns of every facet that have more than one row.
  public let columns: [Column]

  /// A column of a facet.
  public struct Column: Sendable {
    /// What the facet and the column are called.
    public let title: String
    /// The places of the compared rows in `Table.rowLabels`: those of which the grid has a cell.
    public let rows: [Int]
    /// The comparisons; an arm's place is its place in `rows`.
    public let report: ComparisonReport
  }

  /// Compares the rows of `table` with `reference`, a value of their axis, or with each other where it is nil.
  ///
  /// Throws `UnknownName` where the rows have no such value.
  public init(of table: Table, reference: String?, level: Level = .fivePercent) throws {
    self.table = table
    self.level = level
    let values = table.rows?.values.map(\.description) ?? []
    let place = reference.map { name in values.firstIndex(of: name) }
    if let reference, place == .some(nil) {
      throw UnknownName(kind: "row", name: reference, sweep: table.sweep, valid: values)
    }
    self.reference = place ?? nil
    let words = TableText(table)
    columns = table.facets.flatMap { facet in
      table.columnLabels.indices.compactMap { column in
        Column(
          facet.cells.map { $0[column] }, of: table, reference: place ?? nil, level: level,
          title: (facet.coordinates.isEmpty ? [] : [words.title(of: facet)]) + [Self.name(of: column, in: table)])
      }
    }
  }

  private static func name(of column: Int, in table: Table) -> String {
    (table.columns.map { "\($0.name) " } ?? "") + table.columnLabels[column]
  }
}

extension TableComparison.Column {
  /// The comparisons of `cells`; nil where fewer than two rows have one, or the reference has none.
  fileprivate init?(_ cells: [TableCell?], of table: Table, reference: Int?, level: Level, title: [String]) {
    let rows = cells.indices.filter { cells[$0] != nil }
    let arm = reference.map { rows.firstIndex(of: $0) }
    if rows.count < 2 || arm == .some(nil) { return nil }
    let results = rows.map { row in
      Dictionary(
        cells[row]!.samples.map { ($0.seed, $0.value.map(Outcome.value) ?? .diverged) },
        uniquingKeysWith: { first, _ in first })
    }
    self.title = title.joined(separator: ", ")
    self.rows = rows
    report = ComparisonReport(
      results,
      plan: ComparisonPlan(
        seeds: table.seeds, family: (arm ?? nil).map { .reference($0) } ?? .allPairs, level: level,
        best: table.metric.direction == .minimize ? .smallest : .largest, divergences: .exclude))
  }
}
