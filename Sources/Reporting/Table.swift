public import Plans
public import Results
import Statistics
public import Trials

/// A sweep's table of one metric: samples over the seeds by cell, laid out as rows × columns, one facet for every
/// combination of values of the other axes. An axis that advances together with the rows or columns makes no facets.
///
/// It is a pure function of the plan and the set of results: neither the order in which they came nor the number of workers
/// shows.
public struct Table: Sendable {
  /// The sweep's name.
  public let sweep: String
  /// The task's name.
  public let task: String
  /// What the table shows.
  public let metric: Metric
  /// The axis whose values are the rows; nil where there is one row.
  public let rows: Axis?
  /// The axis whose values are the columns; nil where there is one column.
  public let columns: Axis?
  /// Whether the columns hold what the sweep compares in its rows: then the best is sought in each row.
  public let isTransposed: Bool
  /// The place of the row that the sweep file compares the others with; nil where it names none, or where the rows are of
  /// another axis than the sweep file's.
  public let reference: Int?
  /// What the rows are called: their value, and those of axes that advance together with the rows' axis.
  public let rowLabels: [String]
  /// What the columns are called, as the rows.
  public let columnLabels: [String]
  /// Every axis of the sweep, in the order of the sweep file.
  public let axes: [Axis]
  /// The replicates that are planned in every cell.
  public let seeds: [Int]
  /// The results that are damaged, and not counted.
  public let damaged: [DamagedResult]
  /// The sub-tables, in the order of the sweep file; one without coordinates where rows and columns settle every axis.
  public let facets: [Facet]

  /// A sub-table.
  public struct Facet: Sendable {
    /// The values of the axes that neither rows nor columns settle, in the order of the sweep file.
    public let coordinates: [Coordinate]
    /// The cells by row, then column; nil where the grid has no such cell.
    public let cells: [[TableCell?]]
  }

  /// An axis' name and one of its values.
  public struct Coordinate: Sendable, Hashable {
    /// The axis' name.
    public let axis: String
    /// The value.
    public let value: SettingValue
  }

  /// Every cell, facet by facet and row by row.
  public var cells: [TableCell] { facets.flatMap { $0.cells.flatMap { $0.compactMap(\.self) } } }

  /// The number of planned trials.
  public var planned: Int { total(\.planned) }

  /// The number of trials that have a result.
  public var done: Int { total(\.done) }

  /// The number of results that do not have the metric.
  public var lacking: Int { total(\.lacking) }

  /// The number of results of trials that diverged.
  public var diverged: Int { total(\.diverged) }

  /// The sum over the cells, in which a trial that serves several cells counts once.
  private func total(_ count: (TableCell) -> Int) -> Int { cells.filter { !$0.isShared }.reduce(0) { $0 + count($1) } }

  /// The number of cells in which results are missing.
  public var incompleteCells: Int { cells.count { !$0.isComplete } }
}
