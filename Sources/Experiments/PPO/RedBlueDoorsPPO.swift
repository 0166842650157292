import Layers
public import Trials

/// A policy learned by reinforcement in grid worlds of which the agent sees a part (Lin, Entropy 2022, section 4.4):
/// PPO (Schulman et al. 2017) or A2C (Mnih et al., ICML 2016) with a convolutional network, memory, and the mission's
/// text.
///
/// The places of normalizations and the updates of their histories:
///
/// | placement | places | rollouts | updates |
/// |---|---|---|---|
/// | default | first layers of actor and critic | histories and running statistics are read; the very first observations of a trial start them | read and updated by every forward pass: `recurrence` times a minibatch |
/// | published | first layers, logits and value | regularity layers and `gain` pass everything through and learn nothing; `bn` uses and updates the statistics of the environments' batch; `ln` as ever | as above |
///
/// A rollout's batch has one row for each environment; an update's batch has batchSize / recurrence rows. Published
/// semantics depend on the number of rows: with 16 and 64 rows the multiplier of the same observations is log 4 larger
/// in rollouts than in updates. Corrected semantics do not depend on the rows. Labels are absent, so that `sn` equals
/// `rn`.
///
/// With `truncation: terminal` the limit of steps ends an episode as failure does. With `bootstrap` it cuts the
/// episode: the discounted value of the state after the last step is added to the last reward, and histories and
/// running statistics are only read for that value.
///
/// The published runs had no memory (`memory: false`, `recurrence: 1`). Every other pass of an update is shifted by
/// half a sub-sequence and has one sub-sequence less in each environment. `minibatches: whole` leaves out the
/// sub-sequences that do not fill a last minibatch, different ones each time, and does not shift single frames.
/// `minibatches: published` uses the smaller last minibatch; with recurrence 1 its shifted passes leave out the last
/// frame of each environment.
///
/// Evaluation episodes are played like rollouts: in as many environments, with sampled actions.
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

  /// None: seeds generate the levels.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }

  /// Throws unless rollouts, sub-sequences and minibatches fit each other.
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
