/// A search from which nothing can be chosen yet.
public struct IncompleteSelection: Error, Equatable, CustomStringConvertible {
  /// The trial that lacks what is needed.
  public let trial: String
  /// The metric that the trial does not report; nil where the trial has no result.
  public let metric: String?

  /// What is missing and what to do.
  public var description: String {
    metric.map { "\(trial) does not report \($0), by which the sweep selects: state a validation among its settings" }
      ?? "\(trial) has no result, so that nothing can be selected yet: run the sweep file again"
  }
}
