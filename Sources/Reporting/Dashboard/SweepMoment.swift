public import Coordination
public import Plans
public import Results
public import Trials

/// What a dashboard knows of a sweep at one moment.
public struct SweepMoment: Sendable {
  /// The plan.
  public let plan: Plan
  /// The outcomes of the trials that have a result.
  public let outcomes: [TrialIdentifier: TrialOutcome]
  /// The damaged results, which are not counted.
  public let damaged: [DamagedResult]
  /// Counts, workers, rates and the last failures.
  public var fleet: FleetSnapshot
  /// Why what is shown may be old; nil where nothing is wrong.
  public var problem: String?
  /// The task; nil where this build does not know it.
  public let task: TaskDescription?
  /// Reads the results with their curves, which only few views need.
  let record: @Sendable () throws -> SweepRecord
  /// Reads every attempt, which only one view needs.
  private let attempts: @Sendable () throws -> [StoredAttempt]

  /// A moment of a sweep.
  public init(
    plan: Plan, outcomes: VerifiedResults<TrialOutcome>, fleet: FleetSnapshot, task: TaskDescription?,
    record: @escaping @Sendable () throws -> SweepRecord, attempts: @escaping @Sendable () throws -> [StoredAttempt]
  ) {
    self.plan = plan
    self.outcomes = outcomes.values
    damaged = outcomes.damaged
    self.fleet = fleet
    self.task = task
    self.record = record
    self.attempts = attempts
  }

  /// What the figure that a query asks for is drawn from.
  func figureSource(_ query: DashboardQuery) throws -> FigureSource {
    FigureSource(
      try TableComparison(of: table(query), with: .planned), task: task, across: query.across ?? .step, record: record,
      attempts: attempts)
  }

  /// The table that a query asks for.
  func table(_ query: DashboardQuery) throws -> Table {
    try Table(
      of: plan, metrics: outcomes, damaged: damaged, metric: query.metric, rows: query.rows, columns: query.columns
    ).restricted(to: query.only)
  }
}
