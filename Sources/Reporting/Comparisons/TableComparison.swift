import Plans
public import Statistics
import Trials

/// What a table's results say of its rows: for every column a family of comparisons, corrected by Holm.
///
/// A run that diverged is left out, with its seed, and counted.
public struct TableComparison: Sendable {
  /// What the rows are compared with.
  public enum Baseline: Sendable, Equatable {
    /// The sweep file's reference, or each other where it names none.
    case planned
    /// The row that has this value of the rows' axis.
    case row(String)
    /// Each other.
    case allPairs
  }

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
    /// The facet's place in `Table.facets`.
    public let facet: Int
    /// The column's place in `Table.columnLabels`.
    public let place: Int
    /// The places of the compared rows in `Table.rowLabels`: those of which the grid has a cell.
    public let rows: [Int]
    /// The comparisons; an arm's place is its place in `rows`.
    public let report: ComparisonReport
  }

  /// Compares the rows of `table`. Throws `UnknownName` where the baseline is a value that the rows do not have.
  public init(of table: Table, with baseline: Baseline, level: Level = .fivePercent) throws {
    self.table = table
    self.level = level
    let reference = try Self.reference(of: table, for: baseline)
    self.reference = reference
    let words = TableText(table)
    columns = table.facets.enumerated().flatMap { place, facet in
      table.columnLabels.indices.compactMap { column in
        Column(
          facet.cells.map { $0[column] }, facet: place, place: column, of: table, reference: reference, level: level,
          title: (facet.coordinates.isEmpty ? [] : [words.title(of: facet)]) + [Self.name(of: column, in: table)])
      }
    }
  }

  private static func reference(of table: Table, for baseline: Baseline) throws -> Int? {
    switch baseline {
    case .allPairs: return nil
    case .planned: return table.reference
    case .row(let name):
      let values = table.rows?.values.map(\.description) ?? []
      if let place = values.firstIndex(of: name) { return place }
      throw UnknownName(kind: "row", name: name, sweep: table.sweep, valid: values)
    }
  }

  private static func name(of column: Int, in table: Table) -> String {
    (table.columns.map { "\($0.name) " } ?? "") + table.columnLabels[column]
  }
}

extension TableComparison.Column {
  /// The comparisons of `cells`; nil where fewer than two rows have one, or the reference has none.
  fileprivate init?(
    _ cells: [TableCell?], facet: Int, place: Int, of table: Table, reference: Int?, level: Level, title: [String]
  ) {
    let rows = cells.indices.filter { cells[$0] != nil }
    guard rows.count > 1 else { return nil }
    var family = ComparisonPlan.Family.allPairs
    if let reference {
      guard let arm = rows.firstIndex(of: reference) else { return nil }
      family = .reference(arm)
    }
    let results = rows.map { row in
      Dictionary(
        cells[row]!.samples.map { ($0.seed, $0.value.map(Outcome.value) ?? .diverged) },
        uniquingKeysWith: { first, _ in first })
    }
    self.title = title.joined(separator: ", ")
    (self.facet, self.place) = (facet, place)
    self.rows = rows
    report = ComparisonReport(
      results,
      plan: ComparisonPlan(
        seeds: table.seeds, family: family, level: level,
        best: table.metric.direction == .minimize ? .smallest : .largest, divergences: .exclude))
  }
}
