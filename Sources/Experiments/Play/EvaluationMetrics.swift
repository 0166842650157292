import Trials

/// The metrics of the episodes that follow training; absent if none are played.
struct EvaluationMetrics {
  let meanReturn: Metric
  let success: Metric

  /// The mean return in `unit`, with the `detail` for help, and the share of the episodes `which` succeeded.
  init(unit: String, detail: String = "", successIn which: String) {
    meanReturn = Metric(
      name: "evaluationReturn", unit: unit, direction: .maximize,
      help: "mean return of the evaluation's episodes\(detail); only where evaluationEpisodes are asked for")
    success = Metric(
      name: "evaluationSuccess", unit: "%", direction: .maximize,
      help: "the share of the evaluation's episodes \(which); only where evaluationEpisodes are asked for")
  }

  /// The metrics in the order of help.
  var all: [Metric] { [meanReturn, success] }

  /// The return of every episode.
  var curve: Curve { Curve(meanReturn, per: .episode) }
}
