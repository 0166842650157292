import Layers
public import Trials

/// Deep Q-learning of a control task with a normalization after each hidden layer (Lin, Entropy 2022, section 4.2).
public struct DeepQLearning: Experiment {
  private let control: ControlTask
  private let settings: DQNSettings
  /// The vocabulary.
  public let task: TaskDescription

  init(_ control: ControlTask) {
    self.control = control
    settings = DQNSettings(environment: control.settings)
    task = TaskDescription(
      name: control.name, version: 2, summary: control.summary,
      settings: settings.declarations, metrics: control.metrics.all, curves: control.metrics.curves)
  }

  /// None: the agent makes its own data.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }

  /// Published `rbn` is refused, because acting has one row and learning many. The agent must learn at least once.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    try Settings(self.settings, settings).validate()
  }

  /// Evaluations are reported where their episodes are asked for.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    let settings = Settings(self.settings, settings)
    if control.metrics.evaluation.all.contains(metric) { return settings.evaluationEpisodes > 0 }
    return !control.metrics.validation.all.contains(metric) || settings.validationEpisodes > 0
  }

  /// Builds the trial.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(settings, specification.settings)
    return try DQNTrial(
      settings, of: control, seed: specification.seed, identifier: specification.identifier, resumingFrom: checkpoint)
  }
}
