import Trials

/// The metrics of the episodes that follow training; absent if none are played.
struct EvaluationMetrics {
  let meanReturn: Metric
  let success: Metric

  /// The mean return, in `unit`, of which `detail` says more; and the share of the episodes `which` succeeded. Both are of
  /// the test's episodes, or of the validation's.
  init(unit: String, detail: String = "", successIn which: String, on examples: Metric.Examples = .test) {
    let name = examples == .validation ? "validation" : "evaluation"
    meanReturn = Metric(
      name: "\(name)Return", unit: unit, direction: .maximize,
      help: "mean return of the \(name)'s episodes\(detail); only where \(name)Episodes are asked for", on: examples)
    success = Metric(
      name: "\(name)Success", unit: "%", direction: .maximize,
      help: "the share of the \(name)'s episodes \(which); only where \(name)Episodes are asked for", on: examples)
  }

  /// The metrics in the order of help.
  var all: [Metric] { [meanReturn, success] }

  /// The return of every episode.
  var curve: Curve { Curve(meanReturn, per: .episode) }
}
