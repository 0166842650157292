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
    settings: NormalizationSettings.declarations + [
      Setting(
        "placement", .choice(PPOConfiguration.Placement.allCases.map(\.rawValue)), default: .text("default"),
        idle: IdleSetting(as: .text("default"), where: "normalization", isOneOf: [.text("none"), .text("wn")]),
        help: """
          default: after the first layers of actor and critic, read in rollouts and updated in updates; published: also \
          after logits and value, and regularity layers are off in rollouts
          """),
      Setting(
        "algorithm", .choice(PPOConfiguration.Algorithm.allCases.map(\.rawValue)), default: .text("ppo"),
        help: "ppo: several passes with clipped ratios, by Adam; a2c: one pass over the whole rollout, by RMSprop"),
      Setting(
        "environment", .choice(GridLevels.names), default: .text("redbluedoors-6x6"),
        help: "the grid world; gotodoor cannot be solved without text, which names the door"),
      Setting(
        "frames", .integer(1...1_000_000_000), default: .integer(1_000_000),
        help: "steps in all environments together, rounded up to whole updates"),
      Setting(
        "environments", .integer(2...1024), default: .integer(16), help: "copies of the environment that play in step"),
      Setting(
        "framesPerUpdate", .integer(1...100_000), default: .integer(128),
        help: "steps of each environment between two updates; a2c is commonly given about 8"),
      Setting(
        "memory", .boolean, default: .boolean(true),
        help: "whether an LSTM remembers what was seen; the published runs had none"),
      Setting(
        "recurrence", .integer(1...1024), default: .integer(4),
        help: "frames through which the gradient flows back; 1 without memory"),
      Setting("text", .boolean, default: .boolean(false), help: "whether a GRU reads the mission"),
      Setting(
        "epochs", .integer(1...1000), default: .integer(4), idle: idleInA2C(as: .integer(4)),
        help: "ppo: passes over every rollout"),
      Setting(
        "batchSize", .integer(2...1_000_000), default: .integer(256), idle: idleInA2C(as: .integer(256)),
        help: "ppo: frames in a minibatch"),
      Setting(
        "minibatches", .choice(PPOConfiguration.Minibatches.allCases.map(\.rawValue)), default: .text("whole"),
        former: .text("whole"),
        idle: IdleSetting(as: .text("whole")) { PPOConfiguration(SettingsReader($0)).hasOneKindOfMinibatches },
        help: """
          ppo: whole: what is left of a pass after its last whole minibatch is not used; published: it is used, and \
          every other pass is shifted, also where recurrence is 1
          """),
      Setting("learningRate", .number(0...10), default: .number(0.001), help: "of Adam or RMSprop"),
      Setting("discount", .number(0...1), default: .number(0.99), help: "what a reward one step later is worth"),
      Setting("gaeLambda", .number(0...1), default: .number(0.95), help: "lambda of generalized advantage estimation"),
      Setting(
        "clip", .number(0...10), default: .number(0.2), idle: idleInA2C(as: .number(0.2)),
        help: "ppo: how far ratios and values count"),
      Setting("entropyWeight", .number(0...10), default: .number(0.01), help: "of the policy's entropy in the loss"),
      Setting("valueWeight", .number(0...100), default: .number(0.5), help: "of the value's error in the loss"),
      Setting(
        "gradientNorm", .number(0...1_000_000), default: .number(0.5),
        help: "the largest norm of all gradients together"
      ),
      Setting(
        "probe", .boolean, default: .boolean(false),
        help: "record rn's code length of the first layers of actor and critic in updates, without using it"),
      Truncation.declaration(default: .terminal, former: .terminal, published: "the published runs were terminal"),
      Evaluation.declaration,
    ],
    metrics: [
      Metric(
        name: "meanReturn", unit: "", direction: .maximize, help: "mean return of the last 100 episodes of training"),
      Metric(
        name: "successRate", unit: "%", direction: .maximize,
        help: "the share of the last 100 episodes of training with a positive return"),
      Metric(
        name: "framesToReturn90", unit: "frames", direction: .minimize,
        help: "frames until the last 100 episodes first had a mean return of 0.9; absent where they never had"),
      Metric(
        name: "evaluationReturn", unit: "", direction: .maximize,
        help: "mean return of the evaluation's episodes; only where evaluationEpisodes are asked for"),
      Evaluation.successMetric("with a positive return"),
    ])

  private static func idleInA2C(as value: SettingValue) -> IdleSetting {
    IdleSetting(as: value, where: "algorithm", isOneOf: [.text(PPOConfiguration.Algorithm.a2c.rawValue)])
  }

  /// None: the levels are made by seed.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }

  /// Rollouts, sub-sequences and minibatches must fit each other.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try NormalizationSettings.validate(reader)
    try PPOConfiguration(reader).validate()
  }

  /// Builds the trial.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let configuration = PPOConfiguration(SettingsReader(specification, of: task))
    return try PPOTrial(
      configuration, seed: specification.seed, identifier: specification.identifier, resumingFrom: checkpoint
    ) { GridLevels.makeEnvironment(configuration.level) }
  }
}
