import Datasets
public import Trials

/// Digits of which some classes are rare in training and none in the test (Lin, Entropy 2022, section 4.1, table 1): a
/// feed-forward net with a normalization after each hidden layer.
public struct ImbalancedMNIST: Experiment {
  private let images = LoadedImages()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "imbalanced-mnist", version: 1,
    summary: "Classify digits after training with some classes thinned out; a feed-forward net with two hidden layers.",
    settings: NormalizationSettings.declarations + ImageClassificationConfiguration.declarations(epochs: 1) + [
      Setting("hiddenUnits", .integer(1...16_384), default: .integer(1000), help: "width of both hidden layers")
    ],
    metrics: [
      Metric(name: "testError", unit: "%", direction: .minimize, help: "misclassified test images at the end")
    ] + ImageClassificationConfiguration.losses)

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    ImbalancedImages(SettingsReader(settings)).dataReferences
  }

  /// Semantics are stated where there are two, and published `rbn` is refused.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try ImbalancedImages.validate(reader)
    try NormalizationSettings.validateForUnequalBatches(reader)
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = SettingsReader(specification, of: task)
    let configuration = ImageClassificationConfiguration(settings)
    let hidden = settings.integer("hiddenUnits")
    let dataset = try images.load(configuration.images.dataset)
    let model = ImageClassification(configuration, seed: specification.seed, dataset: dataset) { variables in
      FeedForwardNetwork(
        sizes: [dataset.pixelCount, hidden, hidden, dataset.classCount], batchRows: configuration.batchSize,
        normalization: configuration.normalization, probe: configuration.probe, in: variables)
    }
    return try ClassificationTrial(
      model, configuration.schedule([.testError]), of: specification, resumingFrom: checkpoint)
  }
}
