/// A search whose results do not suffice to choose yet.
public struct IncompleteSelection: Error, Equatable, CustomStringConvertible {
  /// The label of the trial that lacks a result or the metric.
  public let trial: String
  /// The metric that the trial does not report; nil if the trial has no result.
  public let metric: String?

  /// What is missing and what to do.
  public var description: String {
    metric.map { "\(trial) does not report \($0), by which the sweep selects: state a validation among its settings" }
      ?? "\(trial) has no result, so that nothing can be selected yet: run the sweep file again"
  }
}
