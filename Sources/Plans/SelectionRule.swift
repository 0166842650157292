public import Trials

/// What a sweep chooses for every arm before it reports: values of some axes, by the mean of a validation metric.
///
/// An arm is a point of the axes that are not chosen over.
public struct SelectionRule: Sendable, Codable, Hashable {
  /// The validation metric.
  public let metric: Metric
  /// The names of the axes that are chosen over.
  public let axes: [String]
  /// The seeds of the search, the same for every candidate.
  public let seeds: [Int]
  /// The seeds of the trials that are reported; none is a seed of the search.
  public let reportSeeds: [Int]

  /// A rule.
  public init(metric: Metric, axes: [String], seeds: [Int], reportSeeds: [Int]) {
    self.metric = metric
    self.axes = axes
    self.seeds = seeds
    self.reportSeeds = reportSeeds
  }
}
