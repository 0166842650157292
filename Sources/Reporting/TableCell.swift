import Plans
public import Statistics
import Trials

/// The results of one cell of the grid.
public struct TableCell: Sendable {
  /// The values of the axes, in the order of the sweep file.
  public let coordinates: [Table.Coordinate]
  /// The cell of the plan that the trials are of: an earlier one where the cell shares its trials (`Cell.sameAs`).
  let owner: CellIndex
  /// Whether the trials are also those of an earlier cell of the sweep.
  public let isShared: Bool
  /// The number of planned trials.
  public let planned: Int
  /// The number of trials that have a result.
  public let done: Int
  /// The results that have the metric and those of trials that diverged, in the order of the seeds in the sweep file.
  public let samples: [SeedSample]
  /// The values that count under the table's rule for runs that diverged; nil where there is none.
  public let sample: Sample?
  /// Whether the cell has the best mean of its line, or is not shown to differ from the cell that has. False in a line whose
  /// results are too few to tell any two cells apart.
  public internal(set) var isAmongBest = false
  /// Whether the cell is shown to differ from the one that the sweep file names as the reference.
  public internal(set) var differsFromReference = false
  /// The decimals of printed numbers, those of the cells that this one is compared with.
  var decimals = 2

  /// A cell of `trials` whose value is the metric called `metric`.
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

  /// The number of results which mean and standard error are taken over.
  public var count: Int { sample?.count ?? 0 }

  /// The number of trials that diverged.
  public var diverged: Int { samples.count { $0.value == nil } }

  /// Whether every planned trial has a result.
  public var isComplete: Bool { done == planned }

  /// The number of results that do not have the metric: a run that solved nothing has no time when it did.
  public var lacking: Int { done - samples.count }
}
