/// What a sweep's results say so far, for displays: nothing that a table needs.
public struct SweepFindings: Sendable, Codable, Equatable {
  /// The cell with the best mean so far.
  public struct BestCell: Sendable, Codable, Equatable {
    /// The cell's place in the grid: `normalization=rn rareClasses=7`.
    public var cell: String
    /// The sweep's metric, with its unit.
    public var metric: String
    /// The mean over the cell's results.
    public var mean: Double
    /// How many results the mean is taken over.
    public var results: Int

    /// A cell with its mean.
    public init(cell: String, metric: String, mean: Double, results: Int) {
      self.cell = cell
      self.metric = metric
      self.mean = mean
      self.results = results
    }
  }

  /// How many results are of trials that diverged.
  public var diverged: Int
  /// The best cell so far; nil while no result has the metric.
  public var best: BestCell?

  /// Findings.
  public init(diverged: Int, best: BestCell?) {
    self.diverged = diverged
    self.best = best
  }
}
