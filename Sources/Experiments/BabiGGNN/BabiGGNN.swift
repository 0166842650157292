import Datasets
public import Trials

/// Questions about stories whose facts are edges of a graph, answered by a gated graph network (Lin, Entropy 2022,
/// section 4.5; Li et al., ICLR 2016).
public struct BabiGGNN: Experiment {
  private let stories = LoadedStories()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "babi-ggnn", version: 1,
    summary: "Answer questions about stories that are graphs of facts; a gated graph network.",
    settings: NormalizationSettings.declarations + [
      Setting(
        "babiTask", .choice(BabiTask.allCases.map { "\($0.rawValue)" }), default: .text("18"),
        help: "bAbI task: 4 two arguments, 15 deduction, 16 induction, 18 sizes, 19 path finding (two answers)"),
      Setting(
        "source", .choice(BabiConfiguration.Source.allCases.map(\.rawValue)), default: .text("generated"),
        help: "generated: stories of tasks 18 and 19 written by regnorm; files: the published ones, in REGNORM_DATA"),
      Setting(
        "fold", .integer(0...10), default: .integer(0),
        help: "which set of training and test stories; 0: the seed's own (of 10 published folds, seed 11 takes fold 1)"),
      Setting(
        "trainSize", .integer(1...1000), default: .integer(100),
        help: "stories to train on, the first of the fold; published: 50, 100, 250, 950. The test is 1,000 stories"),
      Setting("epochs", .integer(1...10_000), default: .integer(10), help: "passes over the training questions"),
      Setting(
        "batchSize", .integer(2...10_000), default: .integer(10),
        help: "questions a training step; the last, smaller batch of an epoch is used too"),
      Setting("learningRate", .number(0...10), default: .number(0.001), help: "of Adam"),
      Setting("hiddenUnits", .integer(4...1024), default: .integer(10), help: "width of a node's state"),
      Setting(
        "propagationSteps", .integer(1...100), default: .integer(5),
        help: "messages along edges before the answer; task 19 reads its two answers after the first two"),
      Setting(
        "historyReset", .choice(BabiConfiguration.Reset.allCases.map(\.rawValue)), default: .text("never"),
        idle: NormalizationSettings.idle(as: .text("never")),
        help: "when normalizations forget the history that their multiplier comes from; published: epoch"),
      Setting(
        "optimizerReset", .choice(BabiConfiguration.Reset.allCases.map(\.rawValue)), default: .text("never"),
        help: "when Adam forgets its moments; published: epoch"),
      Setting(
        "testMultiplier", .choice(["on", "off"]), default: .text("on"),
        idle: NormalizationSettings.idle(as: .text("on")),
        help: "off tests without the normalization's multiplier (a LayerNorm beside it stays); published: off"),
      Setting(
        "testBatchSize", .integer(0...10_000), default: .integer(10),
        help: "test questions scored together, which published rn depends on; 0 scores all in one batch"),
      Setting(
        "probe", .boolean, default: .boolean(false),
        help: "record rn's code length of the messages in and out of each propagation step, without using it"),
    ],
    metrics: [
      Metric(
        name: "testAccuracy", unit: "%", direction: .maximize, help: "correct answers at the end, each answer counted"),
      Metric(
        name: "testError", unit: "%", direction: .minimize, help: "wrong answers at the end, each answer counted"),
      Metric(name: "testLoss", unit: "nats", direction: .minimize, help: "mean cross-entropy of an answer in the test"),
      Metric(
        name: "trainLoss", unit: "nats", direction: .minimize,
        help: "mean cross-entropy of an answer over the last epoch's training batches"),
    ])

  /// The published files, one digest for the ten of a fold and task; none for generated stories, which are a function of
  /// the seed and of the task's version.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    let configuration = BabiConfiguration(SettingsReader(settings))
    guard configuration.source == .files else { return [] }
    return configuration.possibleFolds.map { fold in
      DataReference(
        name: BabiFiles.name(of: configuration.task, fold: fold),
        sha256: BabiFiles.sha256(of: configuration.task, fold: fold))
    }
  }

  /// Only some tasks are generated, and a path's two answers need two propagation steps.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try NormalizationSettings.validateForUnequalBatches(reader)
    let configuration = BabiConfiguration(reader)
    let task = configuration.task
    if configuration.source == .generated && !BabiGenerator<SystemRandomNumberGenerator>.writes(task) {
      throw SettingConflict(
        settings: ["source", "babiTask"],
        reason: "stories of task \(task.rawValue) are not generated; use source: files, or babiTask: 18 or 19")
    }
    if configuration.propagationSteps < task.answerCount {
      throw SettingConflict(
        settings: ["propagationSteps", "babiTask"],
        reason: "task \(task.rawValue) reads an answer after each of \(task.answerCount) propagation steps")
    }
  }

  /// Builds the trial; a fold's stories are read or written once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let configuration = BabiConfiguration(SettingsReader(specification, of: task))
    let dataset = try stories.load(configuration, seed: specification.seed)
    let model = BabiQuestions(configuration, seed: specification.seed, dataset: dataset)
    return try ClassificationTrial(model, configuration.schedule, of: specification, resumingFrom: checkpoint)
  }
}
