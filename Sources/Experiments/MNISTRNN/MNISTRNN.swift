import Datasets
import Layers
public import Trials

/// Digits seen by a recurrent net, the same image at every time step (Lin, Entropy 2022, section 4.2), balanced or with
/// some classes rare in training.
public struct MNISTRNN: Experiment {
  private let images = LoadedImages()
  private static let settings = MNISTRNNSettings()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "mnist-rnn", version: 1,
    summary: "Classify digits with a recurrent net that sees the same image at every time step.",
    settings: settings.declarations,
    metrics: metrics.all, curves: metrics.curves)

  /// Those of images, and the share of right answers.
  private static let metrics: ClassificationMetrics = {
    var metrics = ClassificationMetrics.images
    metrics.test.accuracy = Metric(
      name: "testAccuracy", unit: "%", direction: .maximize, help: "correctly classified test images at the end")
    metrics.validation?.accuracy = Metric(
      name: "validationAccuracy", unit: "%", direction: .maximize,
      help: "correctly classified held-out images at the end; only where validation is asked for", on: .validation)
    return metrics
  }()

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    Settings(Self.settings, settings).training.images.dataReferences
  }

  /// A method with two definitions needs stated semantics, published `rbn` is refused, and the published history needs
  /// the published semantics.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let settings = Settings(Self.settings, settings)
    let normalization = settings.training.normalization
    try settings.training.validate()
    if settings.history == .published && normalization.method.hasSemantics && normalization.semantics == .corrected {
      throw SettingConflict(
        [settings.declared.history, normalization.declared.statedSemantics],
        reason: """
          the published history starts its normalizer at 0, and corrected semantics start it at the first batch; use \
          history: perStep or shared, or semantics: published
          """)
    }
  }

  /// The scores that `settings` do not ask for are not reported.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    Settings(Self.settings, settings).training.schedule(Self.metrics).metrics.all.contains(metric)
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(Self.settings, specification.settings)
    let training = settings.training
    let dataset = try images.load(training.images.dataset)
    let model = ImageClassification(training, seed: specification.seed, dataset: dataset) { variables in
      RecurrentNetwork(settings, inputs: dataset.pixelCount, classes: dataset.classCount, in: variables)
    }
    return try ClassificationTrial(
      model, training.schedule(Self.metrics), of: specification, resumingFrom: checkpoint)
  }
}
