import Datasets
import Trials

/// Digits of which some classes are rare in training and none in the test (Lin, Entropy 2022, section 4.1, table 1): a
/// feed-forward net with a normalization after each hidden layer.
public struct ImbalancedMNIST: Experiment {
  private let images = LoadedImages()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "imbalanced-mnist", version: 1,
    summary: "Classify digits after training with some classes thinned out; a feed-forward net with two hidden layers.",
    settings: NormalizationSettings.declarations + [
      Setting(
        "rareClasses", .integer(0...9), default: .integer(0),
        help: "how many of the 10 classes are thinned out, drawn by seed and nested in this number"),
      Setting(
        "rareFraction", .number(0...1), default: .number(0.01),
        help: "the share of a rare class's training images that is kept, at least one image"),
      Setting(
        "dataset", .choice(["mnist", "optdigits"]), default: .text("mnist"),
        help: "mnist: 60,000 + 10,000 images of 28×28; optdigits: 1,397 + 400 of 8×8, built in"),
      Setting("epochs", .integer(1...10_000), default: .integer(1), help: "passes over the thinned training images"),
      Setting(
        "batchSize", .integer(2...60_000), default: .integer(128),
        help: "images a training step; the last, smaller batch of an epoch is used too"),
      Setting("learningRate", .number(0...10), default: .number(0.01), help: "of stochastic gradient descent"),
      Setting("momentum", .number(0...1), default: .number(0.9), help: "of stochastic gradient descent"),
      Setting("hiddenUnits", .integer(1...16_384), default: .integer(1000), help: "width of both hidden layers"),
      Setting(
        "testBatchSize", .integer(0...60_000), default: .integer(0),
        help: "test images scored together, which published rn depends on; 0 scores all in one batch"),
      Setting(
        "probe", .boolean, default: .boolean(false),
        help: "record rn's code length of each hidden layer's output at every step, without using it"),
    ],
    metrics: [
      Metric(name: "testError", unit: "%", direction: .minimize, help: "misclassified test images at the end"),
      Metric(name: "testLoss", unit: "nats", direction: .minimize, help: "mean negative log likelihood in the test"),
      Metric(
        name: "trainLoss", unit: "nats", direction: .minimize,
        help: "mean negative log likelihood over the last epoch's training batches"),
    ])

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    let name = SettingsReader(settings).text("dataset")
    let dataset = DatasetCatalog.all.first { $0.name == name }
    return (dataset?.files ?? []).map { DataReference(name: $0.name, sha256: $0.sha256) }
  }

  /// Published `rbn` keeps a normalizer for each row of a batch, and this task's batches are not all of one size.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try NormalizationSettings.validate(reader)
    let normalization = NormalizationSettings(reader)
    if normalization.method == .rbn && normalization.semantics == .published {
      throw SettingConflict(
        settings: ["normalization", "semantics"],
        reason: """
          published rbn keeps one normalizer a row of the batch and cannot go on when the batch's size changes, as it \
          does here in an epoch's last batch and in the test; use semantics: corrected
          """)
    }
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let configuration = ImbalancedMNISTConfiguration(SettingsReader(specification.settings))
    let dataset = try images.load(configuration.dataset)
    return try ImbalancedMNISTTrial(
      configuration, seed: specification.seed, dataset: dataset, identifier: specification.identifier,
      resumingFrom: checkpoint)
  }
}

/// The settings of one trial.
struct ImbalancedMNISTConfiguration {
  let normalization: NormalizationSettings
  let rareClasses: Int
  let rareFraction: Double
  let dataset: String
  let epochs: Int
  let batchSize: Int
  let learningRate: Float
  let momentum: Double
  let hiddenUnits: Int
  let testBatchSize: Int
  let probe: Bool

  init(_ settings: SettingsReader) {
    normalization = NormalizationSettings(settings)
    rareClasses = settings.integer("rareClasses")
    rareFraction = settings.number("rareFraction")
    dataset = settings.text("dataset")
    epochs = settings.integer("epochs")
    batchSize = settings.integer("batchSize")
    learningRate = Float(settings.number("learningRate"))
    momentum = settings.number("momentum")
    hiddenUnits = settings.integer("hiddenUnits")
    testBatchSize = settings.integer("testBatchSize")
    probe = settings.boolean("probe")
  }
}
