import Plans
public import Statistics
import Trials

/// The results of one cell of the grid.
public struct TableCell: Sendable {
  /// The values of the axes, in the order of the sweep file.
  public let coordinates: [Table.Coordinate]
  /// Whether the trials are also those of an earlier cell of the sweep (`Cell.sameAs`).
  public let isShared: Bool
  /// The number of planned trials.
  public let planned: Int
  /// The number of trials that have a result.
  public let done: Int
  /// The results that have the metric and those of trials that diverged, in the order of the seeds in the sweep file.
  public let samples: [SeedSample]
  /// The results of the trials that did not diverge; nil where there is none.
  public let finite: Sample?
  /// Whether no cell of the same column (the same row in a transposed table) has a better mean; always false where results
  /// are missing, diverged or lack the metric.
  public internal(set) var isBest = false
  /// The decimals of printed numbers, those of the cells that this one is compared with.
  var decimals = 2

  /// A cell of `trials` whose value is the metric called `metric`.
  init(
    coordinates: [Table.Coordinate], isShared: Bool, trials: [PlannedTrial],
    metrics: [TrialIdentifier: TrialOutcome], metric: String
  ) {
    self.coordinates = coordinates
    self.isShared = isShared
    planned = trials.count
    let results = trials.compactMap { trial in
      metrics[trial.identifier].map { (seed: trial.specification.seed, outcome: $0) }
    }
    done = results.count
    samples = results.compactMap { seed, outcome in
      let sample = SeedSample(seed: seed, value: outcome[metric])
      return sample.value != nil || outcome.hasDiverged ? sample : nil
    }
    finite = Sample(samples.compactMap(\.value))
  }

  /// The number of results which mean and standard error are taken over.
  public var count: Int { finite?.count ?? 0 }

  /// The number of trials that diverged.
  public var diverged: Int { samples.count - count }

  /// Whether every planned trial has a result.
  public var isComplete: Bool { done == planned }

  /// The number of results that do not have the metric: a run that solved nothing has no time when it did.
  public var lacking: Int { done - samples.count }
}
