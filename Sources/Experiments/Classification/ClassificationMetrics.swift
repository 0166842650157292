import Trials

/// What a task of classification reports: the test's score, and the losses.
struct ClassificationMetrics {
  /// The share of right answers, where the task reports that too.
  var accuracy: Metric?
  /// The share of wrong answers.
  let error: Metric
  let testLoss: Metric
  let trainLoss: Metric

  /// The metrics, the usual one first.
  var all: [Metric] { [accuracy, error, testLoss, trainLoss].compactMap(\.self) }

  /// The metrics and the code lengths along the training.
  var curves: [Curve] { all.map { Curve($0, per: .step) } + [.codeLength(per: .step)] }

  /// The test's metrics with their values, from the test's error in percent and mean loss.
  func test(error percent: Double, loss: Double) -> [Metric: Double] {
    var values = [error: percent, testLoss: loss]
    if let accuracy { values[accuracy] = 100 - percent }
    return values
  }
}
