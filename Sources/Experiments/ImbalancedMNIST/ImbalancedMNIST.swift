import Datasets
public import Trials

/// Digits of which some classes are rare in training and none in the test (Lin, Entropy 2022, section 4.1, table 1): a
/// feed-forward net with a normalization after each hidden layer.
public struct ImbalancedMNIST: Experiment {
  private let images = LoadedImages()
  private static let settings = ImbalancedMNISTSettings()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "imbalanced-mnist", version: 1,
    summary: "Classify digits after training with some classes thinned out; a feed-forward net with two hidden layers.",
    settings: settings.declarations,
    metrics: ClassificationMetrics.images.all, curves: ClassificationMetrics.images.curves)

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    Settings(Self.settings, settings).training.images.dataReferences
  }

  /// A method with two definitions needs stated semantics, and published `rbn` is refused.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    try Settings(Self.settings, settings).training.validate()
  }

  /// The scores that `settings` do not ask for are not reported.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    Settings(Self.settings, settings).training.schedule(.images).metrics.all.contains(metric)
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(Self.settings, specification.settings)
    let (training, hidden) = (settings.training, settings.hiddenUnits)
    let dataset = try images.load(training.images.dataset)
    let model = ImageClassification(training, seed: specification.seed, dataset: dataset) { variables in
      FeedForwardNetwork(
        sizes: [dataset.pixelCount, hidden, hidden, dataset.classCount], batchRows: training.batchSize,
        normalization: training.normalization, probe: training.probe, in: variables)
    }
    return try ClassificationTrial(
      model, training.schedule(.images), of: specification, resumingFrom: checkpoint)
  }
}
