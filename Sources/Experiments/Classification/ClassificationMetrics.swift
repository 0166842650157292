import Trials

/// What a task of classification reports: the scores of its test and, where they are asked for, of its validation, and the
/// training's loss.
struct ClassificationMetrics {
  var test: ScoreMetrics
  var validation: ScoreMetrics?
  let trainLoss: Metric

  /// The metrics, the usual one first.
  var all: [Metric] {
    test.usual + [trainLoss] + (validation?.usual ?? [])
      + [test, validation].flatMap { scores in
        scores?.frequencies.map { [$0.rare, $0.frequent] } ?? []
      }
  }

  /// The metrics and the code lengths along the training.
  var curves: [Curve] { all.map { Curve($0, per: .step) } + [.codeLength(per: .step)] }

  /// The metrics of `examples`; nil where they are not scored.
  func scores(on examples: ScoredExamples) -> ScoreMetrics? {
    switch examples {
    case .validation: validation
    case .test: test
    }
  }

  /// These metrics without those that a trial is not asked for.
  func reporting(validation isValidated: Bool, frequencies areApart: Bool = false) -> ClassificationMetrics {
    var metrics = self
    if !isValidated { metrics.validation = nil }
    if !areApart {
      metrics.test.frequencies = nil
      metrics.validation?.frequencies = nil
    }
    return metrics
  }
}
