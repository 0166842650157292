import Trials

extension ClassificationMetrics {
  /// The metrics of every task of image classification.
  static let images = ClassificationMetrics(
    error: Metric(
      name: "testError", unit: "%", direction: .minimize, help: "misclassified test images at the end"),
    testLoss: Metric(
      name: "testLoss", unit: "nats", direction: .minimize, help: "mean negative log likelihood in the test"),
    trainLoss: Metric(
      name: "trainLoss", unit: "nats", direction: .minimize,
      help: "mean negative log likelihood over the last epoch's training batches"))
}
