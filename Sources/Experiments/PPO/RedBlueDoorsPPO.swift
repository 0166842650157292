import Layers
public import Trials

/// A policy learned by reinforcement in grid worlds that the agent sees a part of (Lin, Entropy 2022, section 4.4): PPO
/// (Schulman et al. 2017) or A2C (Mnih et al., ICML 2016) with a convolutional network, memory, and the mission's text.
///
/// Where normalizations stand and what updates them:
///
/// | placement | places | rollouts | updates |
/// |---|---|---|---|
/// | default | first layers of actor and critic | histories and running statistics are read; the very first observations of a trial start them | read and updated by every forward pass: `recurrence` times a minibatch |
/// | published | first layers, logits and value | regularity layers and `gain` pass everything through and learn nothing; `bn` uses and updates the statistics of the environments' batch; `ln` as ever | as above |
///
/// A rollout's batch has as many rows as there are environments, an update's has batchSize / recurrence. Published
/// semantics count the rows: with 16 and 64 the same observations are multiplied by log 4 more in rollouts than in
/// updates. Corrected semantics do not. Labels are absent, so that `sn` is `rn`.
///
/// The limit of steps ends an episode as failure does (`truncation: terminal`), or cuts it (`bootstrap`): then the reward of
/// the last step is increased by the discounted value of the state after it, for which histories and running statistics
/// are read.
///
/// The published runs had no memory (`memory: false`, `recurrence: 1`). Every other pass of an update is shifted by half a
/// sub-sequence and has one sub-sequence less an environment; `minibatches: whole` leaves out what then does not fill a
/// minibatch, a different part each time, and does not shift single frames. `minibatches: published` uses the smaller last
/// minibatch, and its shifted passes leave out the last frame of each environment where recurrence is 1.
///
/// Evaluation episodes are played as rollouts are: in as many environments, with sampled actions.
public struct RedBlueDoorsPPO: Experiment {
  /// The task.
  public init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "redbluedoors-ppo", version: 2,
    summary:
      "Learn to act in a grid world that is seen in part, by PPO or A2C; first of all, to open two doors in turn.",
    settings: PPOSettings.declared.declarations,
    metrics: PPOMetrics.all,
    curves: PPOMetrics.curves + [PPOMetrics.codeLength, PPOMetrics.evaluation.curve, PPOMetrics.validation.curve])

  /// None: the levels are made by seed.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }

  /// Rollouts, sub-sequences and minibatches must fit each other.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    try Settings(PPOSettings.declared, settings).validate()
  }

  /// Evaluations are reported where their episodes are asked for.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    let settings = Settings(PPOSettings.declared, settings)
    if PPOMetrics.evaluation.all.contains(metric) { return settings.evaluationEpisodes > 0 }
    return !PPOMetrics.validation.all.contains(metric) || settings.validationEpisodes > 0
  }

  /// Builds the trial.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(PPOSettings.declared, specification.settings)
    return try PPOTrial(
      settings, seed: specification.seed, identifier: specification.identifier, resumingFrom: checkpoint
    ) { settings.environment.makeEnvironment() }
  }
}
