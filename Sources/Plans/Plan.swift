public import Trials

/// The content of a sweep file: every cell of its grid, every trial of every cell, and the layout of the table.
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
  /// The layout of the table.
  public let layout: TableLayout
  /// When attempts are ended, and trials given up.
  public var limits: AttemptLimits
  /// The points of the grid without the excluded ones, in the order of the axes (the last varies fastest).
  public let cells: [Cell]
  /// The replicates, the same in every cell.
  public let seeds: [Int]
  /// All trials, breadth first: every cell's first seed, then every cell's second seed, ... A cell with `Cell.sameAs`
  /// has no trials of its own.
  public let trials: [PlannedTrial]
  /// Which stage of a sweep that selects before it reports the plan is; nil for a sweep of one stage.
  public let stage: PlanStage?
  /// What decides on the number of seeds; nil where the sweep file fixes them.
  public let design: SeedDesign?

  /// A plan, with trials made from `cells` × `seeds`.
  public init(
    name: String, task: String, metric: Metric, metrics: [Metric], axes: [Axis], layout: TableLayout,
    limits: AttemptLimits = AttemptLimits(), cells: [Cell], seeds: [Int], trials: [PlannedTrial],
    stage: PlanStage? = nil, design: SeedDesign? = nil
  ) {
    self.name = name
    self.task = task
    self.metric = metric
    self.metrics = metrics
    self.axes = axes
    self.layout = layout
    self.limits = limits
    self.cells = cells
    self.seeds = seeds
    self.trials = trials
    self.stage = stage
    self.design = design
  }

  enum CodingKeys: CodingKey {
    case name, task, metric, metrics, axes, layout, limits, cells, seeds, trials, stage, design
  }
}
