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
    help: "as testLoss, over the last epoch's training batches as they were met",
    on: .training)
  static let trainReconstruction = Metric(
    name: "trainReconstruction", unit: "nats", direction: .minimize, help: "the reconstruction's part of trainLoss",
    on: .training)
  static let trainKL = Metric(
    name: "trainKL", unit: "nats", direction: .minimize, help: "the divergence's part of trainLoss",
    on: .training)

  static let validationLoss = Metric(
    name: "validationLoss", unit: "nats", direction: .minimize,
    help: "as testLoss, of the held-out images; only where validation is asked for", on: .validation)
  static let validationReconstruction = Metric(
    name: "validationReconstruction", unit: "nats", direction: .minimize,
    help: "the reconstruction's part of validationLoss", on: .validation)
  static let validationKL = Metric(
    name: "validationKL", unit: "nats", direction: .minimize, help: "the divergence's part of validationLoss",
    on: .validation)

  /// What every trial reports, the usual one first.
  static let usual = [testLoss, testReconstruction, testKL, trainLoss, trainReconstruction, trainKL]
  /// What a trial with a validation reports besides.
  static let validation = [validationLoss, validationReconstruction, validationKL]
  /// The metrics, the usual one first.
  static let all = usual + validation
}
