public import Plans
public import Trials

/// The running means of a sweep's cells.
public struct CellMeans: Sendable {
  private var cells: [CellIndex: (sum: Double, results: Int)] = [:]
  private var diverged = 0

  /// Means of no results.
  public init() {}

  /// Adds a result of `cell`, whose value is the metric called `metric`.
  public mutating func add(_ outcome: TrialOutcome, of cell: CellIndex, metric: String) {
    if outcome.hasDiverged { diverged += 1 }
    guard let value = outcome[metric] else { return }
    let (sum, results) = cells[cell] ?? (0, 0)
    cells[cell] = (sum + value, results + 1)
  }

  /// What they say of `plan`.
  public func findings(of plan: Plan) -> SweepFindings {
    let sign = plan.metric.direction == .minimize ? 1.0 : -1.0
    let means = cells.mapValues { $0.sum / Double($0.results) }
    let best = means.min { ($0.value * sign, $0.key.number) < ($1.value * sign, $1.key.number) }
    return SweepFindings(
      diverged: diverged,
      best: best.map { cell, mean in
        SweepFindings.BestCell(
          cell: plan.coordinatesText(of: plan[cell]), metric: plan.metric.nameWithUnit, mean: mean,
          results: cells[cell]?.results ?? 0)
      })
  }
}
