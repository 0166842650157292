import Plans
import Statistics
import Trials

/// What a table's results say of its rows: for every column a family of comparisons, corrected by Holm.
///
/// A run that diverged counts as the sweep file says.
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
    /// The comparisons of the rows.
    public let line: LineComparison
  }

  /// Compares the rows of `table`. Throws `UnknownName` where the baseline is a value that the rows do not have.
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
