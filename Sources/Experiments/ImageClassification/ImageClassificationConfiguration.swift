import Trials

/// The settings that tasks of image classification share.
struct ImageClassificationConfiguration {
  let normalization: NormalizationSettings
  let images: ImbalancedImages
  let epochs: Int
  let batchSize: Int
  let learningRate: Float
  let momentum: Double
  let testBatchSize: Int
  let probe: Bool

  init(_ settings: SettingsReader) {
    normalization = NormalizationSettings(settings)
    images = ImbalancedImages(settings)
    epochs = settings.integer("epochs")
    batchSize = settings.integer("batchSize")
    learningRate = Float(settings.number("learningRate"))
    momentum = settings.number("momentum")
    testBatchSize = settings.integer("testBatchSize")
    probe = settings.boolean("probe")
  }

  /// The declarations of all but the normalization, with `epochs` as the default.
  static func declarations(epochs: Int) -> [Setting] {
    ImbalancedImages.declarations(dataset: "mnist") + [
      Setting(
        "epochs", .integer(1...10_000), default: .integer(epochs), help: "passes over the thinned training images"),
      Setting(
        "batchSize", .integer(2...60_000), default: .integer(128),
        help: """
          images a training step; the last, smaller batch of an epoch is used too, \
          except one of a single image under bn
          """),
      Setting("learningRate", .number(0...10), default: .number(0.01), help: "of stochastic gradient descent"),
      Setting("momentum", .number(0...1), default: .number(0.9), help: "of stochastic gradient descent"),
      Setting(
        "testBatchSize", .integer(0...60_000), default: .integer(0),
        help: "test images scored together, which published rn depends on; 0 scores all in one batch"),
      Setting(
        "probe", .boolean, default: .boolean(false),
        help: "record rn's code length of each hidden layer's output at every step, without using it"),
    ]
  }

  /// How a trial trains; it reports `scores`.
  func schedule(_ scores: [ClassificationScore]) -> ClassificationTrial.Schedule {
    ClassificationTrial.Schedule(epochs: epochs, batchSize: batchSize, testBatchSize: testBatchSize, scores: scores)
  }

  /// The losses that every such task reports.
  static let losses = [
    Metric(name: "testLoss", unit: "nats", direction: .minimize, help: "mean negative log likelihood in the test"),
    Metric(
      name: "trainLoss", unit: "nats", direction: .minimize,
      help: "mean negative log likelihood over the last epoch's training batches"),
  ]
}
