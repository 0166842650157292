import Layers
public import Trials

/// Deep Q-learning of a control task with a normalization after each hidden layer (Lin, Entropy 2022, section 4.2).
public struct DeepQLearning: Experiment {
  private let control: ControlTask
  /// The vocabulary.
  public let task: TaskDescription

  init(_ control: ControlTask) {
    self.control = control
    task = TaskDescription(
      name: control.name, version: 2, summary: control.summary,
      settings: NormalizationSettings.declarations(semanticsOf: QAgent.usesSemantics)
        + control.declarations + Self.declarations,
      metrics: Self.metrics + [Evaluation.successMetric(control.success)])
  }

  /// None: the data are the agent's own.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }

  /// Published `rbn` cannot act: its batches have one row and many. The agent must come to learn.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try NormalizationSettings.validate(reader)
    let normalization = NormalizationSettings(reader)
    if normalization.method == .rbn && normalization.semantics == .published {
      throw SettingConflict(
        settings: ["normalization", "semantics"],
        reason: """
          published rbn keeps one normalizer a row of the batch, and an agent acts on one row and learns from many; use \
          semantics: corrected
          """)
    }
    try DQNConfiguration(reader).validate()
  }

  /// Builds the trial.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = SettingsReader(specification, of: task)
    return try DQNTrial(
      DQNConfiguration(settings), seed: specification.seed, identifier: specification.identifier,
      resumingFrom: checkpoint, succeeded: control.succeeded
    ) { control.makeEnvironment(settings) }
  }

  private static let declarations = [
    Setting("episodes", .integer(1...1_000_000), default: .integer(2000), help: "episodes to learn from"),
    Setting("learningRate", .number(0...10), default: .number(1e-3), help: "of Adam"),
    Setting("discount", .number(0...1), default: .number(0.99), help: "the worth of a reward one step later"),
    Setting(
      "softUpdate", .number(0...1), default: .number(1e-3),
      help: "the share of the way that the target net goes towards the online net at every learning step"),
    Setting(
      "replayCapacity", .integer(1...10_000_000), default: .integer(10_000), help: "transitions that are remembered"),
    Setting("batchSize", .integer(2...100_000), default: .integer(50), help: "transitions a learning step"),
    Setting("learnEvery", .integer(1...10_000), default: .integer(4), help: "environment steps a learning step"),
    Setting(
      "epsilon", .choice(ExplorationSchedule.Kind.allCases.map(\.rawValue)), default: .text("per-run"),
      help:
        "per-run: every run explores anew; published: only the run of seed 1 does, later ones go on where it stopped"),
    Setting("epsilonStart", .number(0...1), default: .number(1), help: "the first episode's share of random actions"),
    Setting("epsilonEnd", .number(0...1), default: .number(0.01), help: "the least share of random actions"),
    Setting("epsilonDecay", .number(0...1), default: .number(0.95), help: "what the share is multiplied by an episode"),
    Setting("hiddenUnits", .integer(1...16_384), default: .integer(64), help: "width of both hidden layers"),
    Setting(
      "doubleQ", .boolean, default: .boolean(false),
      help: "let the online net choose the next action that the target net values (double Q-learning)"),
    Setting(
      "loss", .choice(DQNLoss.Difference.allCases.map(\.rawValue)), default: .text("squared"),
      help: "of the difference from the target: its square, or Huber's with a threshold of 1"),
    Setting(
      "probe", .boolean, default: .boolean(false),
      help: "record rn's code length of each hidden layer of both nets at every learning step, without using it"),
    Evaluation.declaration,
  ]

  private static let metrics = [
    Metric(name: "score", unit: "return", direction: .maximize, help: "mean return of the last 50 episodes"),
    Metric(
      name: "bestAverage", unit: "return", direction: .maximize, help: "the best mean return of 100 episodes in a row"),
    Metric(
      name: "solvedAt", unit: "episodes", direction: .minimize,
      help: "the first episode with a mean return of solvedReturn over it and the 99 before; absent where there is none"
    ),
    Metric(
      name: "evaluationReturn", unit: "return", direction: .maximize,
      help: "mean return of the evaluation's episodes, without exploration; only where evaluationEpisodes are asked for"
    ),
  ]
}
