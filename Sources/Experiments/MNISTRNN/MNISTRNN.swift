import Datasets
import Layers
public import Trials

/// Digits seen by a recurrent net, the same image at every time step (Lin, Entropy 2022, section 4.2), balanced or with
/// some classes rare in training.
public struct MNISTRNN: Experiment {
  private let images = LoadedImages()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "mnist-rnn", version: 1,
    summary: "Classify digits with a recurrent net that sees the same image at every time step.",
    settings: NormalizationSettings.declarations + ImageClassificationConfiguration.declarations(epochs: 10) + [
      Setting(
        "cell", .choice(RecurrentCellKind.allCases.map(\.rawValue)), default: .text("rnn"),
        help: "rnn: h' = tanh(x W + h U); lstm and gru have gates; the normalization is on h, not on lstm's memory"),
      Setting("hiddenUnits", .integer(1...16_384), default: .integer(100), help: "width of h"),
      Setting("timeSteps", .integer(1...100), default: .integer(5), help: "how often the cell sees the image"),
      Setting(
        "history", .choice(RecurrentNetwork.History.allCases.map(\.rawValue)), default: .text("perStep"),
        idle: IdleSetting(
          as: .text("perStep"), where: "normalization", isOneOf: [.text("none"), .text("ln"), .text("wn")]),
        help:
          """
          perStep: a normalization remembers each time step apart; shared: the first apart, all later as one; published: \
          all steps read one history, of which the next batch sees what the first step left
          """
      ),
    ],
    metrics: [
      Metric(
        name: "testAccuracy", unit: "%", direction: .maximize, help: "correctly classified test images at the end"),
      Metric(name: "testError", unit: "%", direction: .minimize, help: "misclassified test images at the end"),
    ] + ImageClassificationConfiguration.losses)

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    ImbalancedImages(SettingsReader(settings)).dataReferences
  }

  /// Semantics are stated where there are two, published `rbn` is refused, and the published history goes with the
  /// published semantics.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try ImbalancedImages.validate(reader)
    try NormalizationSettings.validateForUnequalBatches(reader)
    let normalization = NormalizationSettings(reader)
    if reader.text("history") == RecurrentNetwork.History.published.rawValue && normalization.method.hasSemantics
      && normalization.semantics == .corrected
    {
      throw SettingConflict(
        settings: ["history", "semantics"],
        reason: """
          the published history starts its normalizer at 0, where corrected semantics start it at the first batch; use \
          history: perStep or shared, or semantics: published
          """)
    }
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = SettingsReader(specification, of: task)
    let configuration = ImageClassificationConfiguration(settings)
    let network = RecurrentNetwork.Configuration(
      cell: settings.choice("cell"), hiddenUnits: settings.integer("hiddenUnits"),
      timeSteps: settings.integer("timeSteps"), history: settings.choice("history"),
      batchRows: configuration.batchSize, normalization: configuration.normalization, probe: configuration.probe)
    let dataset = try images.load(configuration.images.dataset)
    let model = ImageClassification(configuration, seed: specification.seed, dataset: dataset) { variables in
      RecurrentNetwork(network, inputs: dataset.pixelCount, classes: dataset.classCount, in: variables)
    }
    return try ClassificationTrial(
      model, configuration.schedule([.testAccuracy, .testError]), of: specification, resumingFrom: checkpoint)
  }
}
