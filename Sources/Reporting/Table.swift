public import Digests
public import Plans
public import Results
import Statistics
public import Trials

/// A sweep's table of one metric: the samples over the seeds of each cell, laid out as rows × columns, with one facet
/// for every combination of values of the other axes.
///
/// The cells of a line are compared with each other. A line is a column or, if the table is transposed, a row.
///
/// The table depends only on the plan and the set of results, not on their order or the number of workers.
public struct Table: Sendable {
  public let sweep: String
  public let task: String
  public let metric: Metric
  /// The axis of the rows; nil if there is one row.
  public let rows: TableAxis?
  /// The axis of the columns; nil if there is one column.
  public let columns: TableAxis?
  /// Whether the columns have the axis of the sweep file's rows. The cells of each row are then compared.
  public let isTransposed: Bool
  /// The index in every line of the sweep file's reference; nil if it names none.
  public let reference: Int?
  /// How the cells of a line are compared. The reference is an index in the line.
  let rules: ComparisonPlan
  /// The labels of the rows: the axis' value, and those of axes that advance together with it.
  public let rowLabels: [String]
  /// The labels of the columns, in the same form.
  public let columnLabels: [String]
  /// Every axis of the sweep, in the order of the sweep file.
  public let axes: [Axis]
  /// What stands after the ± of printed means.
  let spread: Spread
  /// The choices made before the table's trials ran; nil for a sweep of one stage.
  let selection: SelectionText?
  /// The design that decides the number of seeds; nil if it is fixed.
  let design: SeedDesign?
  /// The damaged results, which are not counted.
  public let damaged: [DamagedResult]
  /// The digest of the sweep: of the identifiers of all its trials.
  public let digest: Digest
  /// The digests of the programs that computed the results, ascending; empty if they are not to be named.
  public let builds: [Digest]
  /// The facets, in the order of the sweep file; one without coordinates if rows and columns settle every axis.
  public let facets: [Facet]

  /// The seeds planned in every cell.
  public var seeds: [Int] { rules.seeds }

  /// An axis' name and one of its values.
  public struct Coordinate: Sendable, Hashable {
    /// The axis' name.
    public let axis: String
    public let value: SettingValue
  }

  /// Every cell, facet by facet and row by row.
  public var cells: [TableCell] { facets.flatMap { $0.cells.flatMap { $0.compactMap(\.self) } } }

  /// The comparisons of every line, facet by facet.
  var lines: [LineComparison] { facets.flatMap(\.lines).compactMap(\.self) }

  /// The number of planned trials.
  public var planned: Int { total(\.planned) }

  /// The number of trials that have a result.
  public var done: Int { total(\.done) }

  /// The number of results without the metric.
  public var lacking: Int { total(\.lacking) }

  /// The number of results of diverged trials.
  public var diverged: Int { total(\.diverged) }

  /// The sum over the cells. A trial that serves several cells counts once.
  private func total(_ count: (TableCell) -> Int) -> Int { cells.filter { !$0.isShared }.reduce(0) { $0 + count($1) } }

  /// The number of cells with missing results.
  public var incompleteCells: Int { cells.count { !$0.isComplete } }
}
