public import Digests
public import Plans
public import Results
import Statistics
public import Trials

/// A sweep's table of one metric: samples over the seeds by cell, laid out as rows × columns, one facet for every
/// combination of values of the other axes, and the comparisons of each line's cells.
///
/// The cells of a line are compared with each other: those of a column or, where the table is transposed, of a row.
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
  /// What the rows run over; nil where there is one row.
  public let rows: TableAxis?
  /// What the columns run over; nil where there is one column.
  public let columns: TableAxis?
  /// Whether the columns hold what the sweep compares in its rows: then the cells of each row are compared.
  public let isTransposed: Bool
  /// The place in every line of the cell that the sweep file compares the others with; nil where it names none.
  public let reference: Int?
  /// How the cells of a line are compared; the reference is a place in the line.
  let rules: ComparisonPlan
  /// What the rows are called: their value, and those of axes that advance together with the rows' axis.
  public let rowLabels: [String]
  /// What the columns are called, as the rows.
  public let columnLabels: [String]
  /// Every axis of the sweep, in the order of the sweep file.
  public let axes: [Axis]
  /// What was chosen before the table's trials ran; nil for a sweep of one stage.
  let selection: SelectionText?
  /// What decides on the number of seeds; nil where they are fixed.
  let design: SeedDesign?
  /// The results that are damaged, and not counted.
  public let damaged: [DamagedResult]
  /// The digest of the sweep: of the identities of all its trials.
  public let digest: Digest
  /// The digests of the programs that computed the results, ascending; empty where they are not to be named.
  public let builds: [Digest]
  /// The sub-tables, in the order of the sweep file; one without coordinates where rows and columns settle every axis.
  public let facets: [Facet]

  /// The replicates that are planned in every cell.
  public var seeds: [Int] { rules.seeds }

  /// An axis' name and one of its values.
  public struct Coordinate: Sendable, Hashable {
    /// The axis' name.
    public let axis: String
    /// The value.
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

  /// The number of results that do not have the metric.
  public var lacking: Int { total(\.lacking) }

  /// The number of results of trials that diverged.
  public var diverged: Int { total(\.diverged) }

  /// The sum over the cells, in which a trial that serves several cells counts once.
  private func total(_ count: (TableCell) -> Int) -> Int { cells.filter { !$0.isShared }.reduce(0) { $0 + count($1) } }

  /// The number of cells in which results are missing.
  public var incompleteCells: Int { cells.count { !$0.isComplete } }
}
