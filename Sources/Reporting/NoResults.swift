/// A table without any value.
public struct NoResults: Error, Equatable, CustomStringConvertible {
  /// The directory of results.
  public let directory: String
  /// The metric's name.
  public let metric: String
  /// The number of planned trials.
  public let planned: Int

  /// A table of `metric` over `planned` trials, none of which has a result.
  public init(directory: String, metric: String, planned: Int) {
    self.directory = directory
    self.metric = metric
    self.planned = planned
  }

  /// What is missing and what to do.
  public var description: String {
    "\(directory) has no results of \(metric) yet (0 of \(planned) trials): run its sweep with regnorm run, or wait for the "
      + "first trial if it is running."
  }
}
