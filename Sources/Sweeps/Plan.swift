public import Trials

/// What a sweep file stands for: every cell of its grid, every trial of every cell, and how the table is laid out.
public struct Plan: Sendable, Codable {
  /// The sweep's name, by default its file's.
  public let name: String
  /// The task's name.
  public let task: String
  /// The primary metric, with the direction that the sweep file states or the task's own.
  public let metric: Metric
  /// Every metric that the task reports.
  public let metrics: [Metric]
  /// The axes that vary, in the order of the sweep file, each with its values in the order of the sweep file.
  public let axes: [Axis]
  /// How the table is laid out.
  public let layout: TableLayout
  /// The points of the grid, in the order of the axes (the last varies fastest), excluded ones left out.
  public let cells: [Cell]
  /// The replicates, the same in every cell.
  public let seeds: [Int]
  /// All trials, breadth first: every cell's first seed, then every cell's second seed, ... A cell with `Cell.sameAs` has
  /// none of its own.
  public let trials: [PlannedTrial]

  /// A plan, with trials made from `cells` × `seeds`.
  public init(
    name: String, task: String, metric: Metric, metrics: [Metric], axes: [Axis], layout: TableLayout, cells: [Cell],
    seeds: [Int], trials: [PlannedTrial]
  ) {
    self.name = name
    self.task = task
    self.metric = metric
    self.metrics = metrics
    self.axes = axes
    self.layout = layout
    self.cells = cells
    self.seeds = seeds
    self.trials = trials
  }
}

/// A setting that varies over the grid.
public struct Axis: Sendable, Codable, Hashable {
  /// The setting's name.
  public let name: String
  /// The values, in the order of the sweep file.
  public let values: [SettingValue]

  /// An axis.
  public init(name: String, values: [SettingValue]) {
    self.name = name
    self.values = values
  }
}

/// A point of the grid without its seed.
public struct Cell: Sendable, Codable, Hashable {
  /// The cell's place in `Plan.cells`.
  public let index: Int
  /// The values of the axes at this point, by axis name.
  public let coordinates: [String: SettingValue]
  /// The index of an earlier cell whose trials are this one's too, since their settings differ only in what they do not
  /// use; nil for a cell with trials of its own.
  public let sameAs: Int?

  /// A cell.
  public init(index: Int, coordinates: [String: SettingValue], sameAs: Int? = nil) {
    self.index = index
    self.coordinates = coordinates
    self.sameAs = sameAs
  }
}

/// One trial of the plan: its cell, its seed, and the complete specification with its identity.
public struct PlannedTrial: Sendable, Codable, Hashable {
  /// The identity of `specification`.
  public let identifier: TrialIdentifier
  /// The index of the trial's cell in `Plan.cells`.
  public let cell: Int
  /// Everything that decides the trial's result.
  public let specification: TrialSpecification

  /// A planned trial.
  public init(cell: Int, specification: TrialSpecification) {
    identifier = specification.identifier
    self.cell = cell
    self.specification = specification
  }
}

/// How a sweep's table is laid out.
public struct TableLayout: Sendable, Codable, Hashable {
  /// The axis whose values are the rows.
  public let rows: String
  /// The axis whose values are the columns; nil for a table of one column.
  public let columns: String?
  /// The value on the rows' axis that the others are compared with.
  public let reference: SettingValue?

  /// A layout.
  public init(rows: String, columns: String?, reference: SettingValue?) {
    self.rows = rows
    self.columns = columns
    self.reference = reference
  }
}
