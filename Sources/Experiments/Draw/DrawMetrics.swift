import Trials

/// What the task `draw` reports.
enum DrawMetrics {
  static let testLoss = Metric(
    name: "testLoss", unit: "nats", direction: .minimize,
    help: "mean bound on the negative log likelihood of a test image at the end: testReconstruction + testKL")
  static let testReconstruction = Metric(
    name: "testReconstruction", unit: "nats", direction: .minimize,
    help: "binary cross-entropy of a test image's pixels under its drawing, summed over the pixels")
  static let testKL = Metric(
    name: "testKL", unit: "nats", direction: .minimize,
    help: "divergence of the latents of a test image from N(0, 1), summed over the drawing steps")
  static let trainLoss = Metric(
    name: "trainLoss", unit: "nats", direction: .minimize,
    help: "as testLoss, over the last epoch's training batches as they were met")
  static let trainReconstruction = Metric(
    name: "trainReconstruction", unit: "nats", direction: .minimize, help: "the reconstruction's part of trainLoss")
  static let trainKL = Metric(
    name: "trainKL", unit: "nats", direction: .minimize, help: "the divergence's part of trainLoss")

  /// The metrics, the usual one first.
  static let all = [testLoss, testReconstruction, testKL, trainLoss, trainReconstruction, trainKL]
}
