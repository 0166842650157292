import Trials

extension ClassificationMetrics {
  /// The metrics of every task of image classification.
  static let images = ClassificationMetrics(
    test: ScoreMetrics(
      error: Metric(
        name: "testError", unit: "%", direction: .minimize, help: "misclassified test images at the end"),
      loss: Metric(
        name: "testLoss", unit: "nats", direction: .minimize, help: "mean negative log likelihood in the test"),
      frequencies: ScoreMetrics.Frequencies(
        rare: Metric(
          name: "rareError", unit: "%", direction: .minimize,
          help: "misclassified test images of the rare classes; only where classErrors are asked for"),
        frequent: Metric(
          name: "frequentError", unit: "%", direction: .minimize,
          help: "misclassified test images of the other classes; only where classErrors are asked for"))),
    validation: ScoreMetrics(
      error: Metric(
        name: "validationError", unit: "%", direction: .minimize,
        help: "misclassified held-out images at the end; only where validation is asked for", on: .validation),
      loss: Metric(
        name: "validationLoss", unit: "nats", direction: .minimize,
        help: "mean negative log likelihood of held-out images; only where validation is asked for", on: .validation),
      frequencies: ScoreMetrics.Frequencies(
        rare: Metric(
          name: "validationRareError", unit: "%", direction: .minimize,
          help: "misclassified held-out images of the rare classes; only where both are asked for", on: .validation),
        frequent: Metric(
          name: "validationFrequentError", unit: "%", direction: .minimize,
          help: "misclassified held-out images of the other classes; only where both are asked for",
          on: .validation))),
    trainLoss: Metric(
      name: "trainLoss", unit: "nats", direction: .minimize,
      help: "mean negative log likelihood over the last epoch's training batches", on: .training))
}
