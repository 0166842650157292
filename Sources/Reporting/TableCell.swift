import Plans
public import Statistics
import Trials

/// The results of one cell of the grid.
public struct TableCell: Sendable {
  /// The values of the axes, in the order of the sweep file.
  public let coordinates: [Table.Coordinate]
  /// The cell of the plan that owns the trials: an earlier cell if this one shares its trials (`Cell.sameAs`).
  let owner: CellIndex
  /// Whether the trials are also those of an earlier cell.
  public let isShared: Bool
  /// The number of planned trials.
  public let planned: Int
  /// The number of trials that have a result.
  public let done: Int
  /// The results that have the metric and those of diverged trials, in the sweep file's order of seeds.
  public let samples: [SeedSample]
  /// The values that count under the table's rule for diverged runs; nil if there are none.
  public let sample: Sample?
  /// Whether the cell has the best mean of its line, or is not shown to differ from the cell that has it. False if the
  /// line's results are too few to tell any two cells apart.
  public internal(set) var isAmongBest = false
  /// Whether the cell is shown to differ from the sweep file's reference.
  public internal(set) var differsFromReference = false
  /// The decimals of printed numbers, which the line's cells share.
  var decimals = 2

  /// A cell of `trials` with the values of the metric named `metric`.
  init(
    _ cell: Cell, coordinates: [Table.Coordinate], trials: [PlannedTrial],
    metrics: [TrialIdentifier: TrialOutcome], metric: String,
    divergences: DivergencePolicy
  ) {
    self.coordinates = coordinates
    owner = cell.sameAs ?? cell.index
    isShared = cell.sameAs != nil
    planned = trials.count
    let results = trials.compactMap { trial in
      metrics[trial.identifier].map { (seed: trial.specification.seed, outcome: $0) }
    }
    done = results.count
    samples = results.compactMap { seed, outcome in
      let sample = SeedSample(seed: seed, value: outcome[metric])
      return sample.value != nil || outcome.hasDiverged ? sample : nil
    }
    sample = Sample(samples.compactMap { divergences.value(of: $0.value.map(Outcome.value) ?? .diverged) })
  }

  /// The number of values in the mean and the standard error.
  public var count: Int { sample?.count ?? 0 }

  /// The number of diverged trials.
  public var diverged: Int { samples.count { $0.value == nil } }

  /// Whether every planned trial has a result.
  public var isComplete: Bool { done == planned }

  /// The number of results without the metric. A run that solved nothing, for example, has no time of its solution.
  public var lacking: Int { done - samples.count }
}
