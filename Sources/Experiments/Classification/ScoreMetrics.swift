import Trials

/// The metrics of a score on some examples.
struct ScoreMetrics {
  /// The share of right answers, where the task reports that too.
  var accuracy: Metric?
  /// The share of wrong answers.
  let error: Metric
  let loss: Metric
  /// The shares of wrong answers to examples of rare classes and to all others, where they are asked for.
  var frequencies: Frequencies?

  /// The errors of rare and of frequent classes apart.
  struct Frequencies {
    let rare: Metric
    let frequent: Metric
  }

  /// The metrics of every trial, the usual one first.
  var usual: [Metric] { [accuracy, error, loss].compactMap(\.self) }

  /// The metrics, the usual one first.
  var all: [Metric] { usual + (frequencies.map { [$0.rare, $0.frequent] } ?? []) }

  /// The metrics with the values of `score`.
  func values(of score: ClassificationScore) -> [Metric: Double] {
    var values = [error: score.error, loss: score.loss]
    if let accuracy { values[accuracy] = 100 - score.error }
    if let frequencies, let errors = score.frequencies {
      values[frequencies.rare] = errors.rare
      values[frequencies.frequent] = errors.frequent
    }
    return values
  }
}
