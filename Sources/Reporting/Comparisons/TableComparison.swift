import Plans
import Statistics
import Trials

/// The comparisons of a table's rows: one family per column, corrected by Holm.
///
/// A diverged run counts as the sweep file says.
public struct TableComparison: Sendable {
  /// What the rows are compared with.
  public enum Baseline: Sendable, Equatable {
    /// The sweep file's reference, or all pairs if the file has none.
    case planned
    /// The row that has this value of the rows' axis.
    case row(String)
    /// All pairs.
    case allPairs
  }

  /// The compared table.
  public let table: Table
  /// The row that the others are compared with; nil for all pairs.
  public let reference: Int?
  /// The columns of every facet that have more than one row.
  public let columns: [Column]

  /// A column of a facet.
  public struct Column: Sendable {
    /// The title of the facet and the column.
    public let title: String
    /// The facet's index in `Table.facets`.
    public let facet: Int
    /// The column's index in `Table.columnLabels`.
    public let place: Int
    /// The comparisons of the rows.
    public let line: LineComparison
  }

  /// Compares the rows of `table`. Throws `UnknownName` if the baseline is a value that the rows do not have.
  public init(of table: Table, with baseline: Baseline) throws {
    self.table = table
    let reference = try Self.reference(of: table, for: baseline)
    self.reference = reference
    let rules = table.rules.with(reference.map(ComparisonPlan.Family.reference) ?? .allPairs)
    let words = TableText(table)
    columns = table.facets.enumerated().flatMap { place, facet in
      table.columnLabels.indices.compactMap { column in
        let line =
          !table.isTransposed && rules == table.rules
          ? facet.lines[column] : LineComparison(of: facet.cells.map { $0[column] }, by: rules)
        let title = (facet.coordinates.isEmpty ? [] : [words.title(of: facet)]) + [Self.name(of: column, in: table)]
        return line.map {
          Column(title: title.joined(separator: ", "), facet: place, place: column, line: $0)
        }
      }
    }
  }

  private static func reference(of table: Table, for baseline: Baseline) throws -> Int? {
    switch baseline {
    case .allPairs: return nil
    case .planned: return table.isTransposed ? nil : table.reference
    case .row(let name):
      let places = table.rows?.places(of: name) ?? []
      if places.count == 1 { return places[0] }
      if let place = table.rowLabels.firstIndex(of: name) { return place }
      throw UnknownName(kind: "row", name: name, sweep: table.sweep, valid: table.rowLabels)
    }
  }

  private static func name(of column: Int, in table: Table) -> String {
    (table.columns.map { "\($0.name) " } ?? "") + table.columnLabels[column]
  }
}
