import Datasets
public import Trials

/// Questions about stories whose facts are edges of a graph, answered by a gated graph network (Lin, Entropy 2022,
/// section 4.5; Li et al., ICLR 2016).
public struct BabiGGNN: Experiment {
  private let stories = LoadedStories()
  private static let settings = BabiSettings()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "babi-ggnn", version: 1,
    summary: "Answer questions about stories that are graphs of facts; a gated graph network.",
    settings: settings.declarations,
    metrics: metrics.all, curves: metrics.curves)

  private static let metrics = ClassificationMetrics(
    test: ScoreMetrics(
      accuracy: Metric(
        name: "testAccuracy", unit: "%", direction: .maximize, help: "correct answers at the end, each answer counted"),
      error: Metric(
        name: "testError", unit: "%", direction: .minimize, help: "wrong answers at the end, each answer counted"),
      loss: Metric(
        name: "testLoss", unit: "nats", direction: .minimize, help: "mean cross-entropy of an answer in the test")),
    validation: ScoreMetrics(
      accuracy: Metric(
        name: "validationAccuracy", unit: "%", direction: .maximize,
        help: "correct answers to validation stories; only where validationSize is above 0", on: .validation),
      error: Metric(
        name: "validationError", unit: "%", direction: .minimize,
        help: "wrong answers to validation stories; only where validationSize is above 0", on: .validation),
      loss: Metric(
        name: "validationLoss", unit: "nats", direction: .minimize,
        help: "mean cross-entropy of an answer to validation stories; only where validationSize is above 0",
        on: .validation)),
    trainLoss: Metric(
      name: "trainLoss", unit: "nats", direction: .minimize,
      help: "mean cross-entropy of an answer over the last epoch's training batches", on: .training))

  /// The published files, one digest for the ten files of a fold and task. Generated stories need none: they are a
  /// function of the seed and of the task's version.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    let settings = Settings(Self.settings, settings)
    guard settings.source == .files else { return [] }
    let task = settings.babiTask
    return settings.possibleFolds.map { fold in
      DataReference(name: BabiFiles.name(of: task, fold: fold), sha256: BabiFiles.sha256(of: task, fold: fold))
    }
  }

  /// Only some tasks are generated, and a path's two answers need two propagation steps.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    try Settings(Self.settings, settings).validate()
  }

  /// The scores that `settings` do not ask for are not reported.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    Settings(Self.settings, settings).schedule(Self.metrics).metrics.all.contains(metric)
  }

  /// Builds the trial; a fold's stories are read or written once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(Self.settings, specification.settings)
    let dataset = try stories.load(settings, seed: specification.seed)
    let model = BabiQuestions(settings, seed: specification.seed, dataset: dataset)
    return try ClassificationTrial(model, settings.schedule(Self.metrics), of: specification, resumingFrom: checkpoint)
  }
}
