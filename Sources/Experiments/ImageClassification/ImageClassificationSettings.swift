import Trials

/// The settings that tasks of image classification share.
struct ImageClassificationSettings: SettingGroup {
  private static let probe = BooleanSetting(
    "probe", default: false,
    help: "record rn's code length of each hidden layer's output at every step, without using it")

  let normalization = NormalizationSettings(probe: Self.probe)
  let images = ImbalancedImages(dataset: .mnist)
  let epochs: IntegerSetting
  let batchSize = IntegerSetting(
    "batchSize", 2...60_000, default: 128,
    help: """
      images a training step; the last, smaller batch of an epoch is used too, \
      except one of a single image under bn
      """)
  let learningRate = NumberSetting("learningRate", 0...10, default: 0.01, help: "of stochastic gradient descent")
  let momentum = NumberSetting("momentum", 0...1, default: 0.9, help: "of stochastic gradient descent")
  let testBatchSize = IntegerSetting(
    "testBatchSize", 0...60_000, default: 0,
    help: "test images scored together, which published rn depends on; 0 scores all in one batch")
  let probe = Self.probe
  let classErrors = BooleanSetting(
    "classErrors", default: false, former: false, idleWhere: { ImbalancedImages.rareClasses.value(in: $0) == 0 },
    help: "report the errors of rare and of all other classes apart")

  /// The settings, with `epochs` as the default.
  init(epochs: Int) {
    self.epochs = IntegerSetting(
      "epochs", 1...10_000, default: epochs, help: "passes over the thinned training images")
  }
}

extension Settings<ImageClassificationSettings> {
  /// Throws if the values, each valid alone, cannot be combined.
  func validate() throws(SettingConflict) {
    try self.images.validate()
    try self.normalization.validateForUnequalBatches()
  }

  /// How a trial trains; the trial reports those of `metrics` that it is asked for.
  func schedule(_ metrics: ClassificationMetrics) -> ClassificationTrial.Schedule {
    ClassificationTrial.Schedule(
      epochs: self.epochs, batchSize: self.batchSize, testBatchSize: self.testBatchSize,
      metrics: metrics.reporting(validation: self.images.validation, frequencies: self.classErrors))
  }
}
