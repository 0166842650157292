import Layers
import Trials

/// The settings of deep Q-learning.
struct DQNSettings: SettingGroup {
  private static let probe = BooleanSetting(
    "probe", default: false,
    help: "record rn's code length of each hidden layer of both nets at every learning step, without using it")

  let normalization = NormalizationSettings(probe: Self.probe, actedBySemantics: true)
  let environment: ControlSettings
  let episodes = IntegerSetting("episodes", 1...1_000_000, default: 2000, help: "episodes to learn from")
  let learningRate = NumberSetting("learningRate", 0...10, default: 1e-3, help: "of Adam")
  let discount = NumberSetting("discount", 0...1, default: 0.99, help: "the worth of a reward one step later")
  let softUpdate = NumberSetting(
    "softUpdate", 0...1, default: 1e-3,
    help: "the share of its distance that the target net moves towards the online net at every learning step")
  let replayCapacity = IntegerSetting(
    "replayCapacity", 1...10_000_000, default: 10_000, help: "transitions that the replay buffer holds")
  let batchSize = IntegerSetting("batchSize", 2...100_000, default: 50, help: "transitions a learning step")
  let learnEvery = IntegerSetting("learnEvery", 1...10_000, default: 4, help: "environment steps a learning step")
  let epsilon = ChoiceSetting(
    "epsilon", default: ExplorationSchedule.Kind.perRun,
    help:
      "per-run: every run explores anew; published: only seed 1 does, each later seed goes on where the last one ended")
  let epsilonStart = NumberSetting(
    "epsilonStart", 0...1, default: 1, help: "the first episode's share of random actions")
  let epsilonEnd = NumberSetting("epsilonEnd", 0...1, default: 0.01, help: "the least share of random actions")
  let epsilonDecay = NumberSetting(
    "epsilonDecay", 0...1, default: 0.95, help: "the factor of the share after every episode")
  let hiddenUnits = IntegerSetting("hiddenUnits", 1...16_384, default: 64, help: "width of both hidden layers")
  let doubleQ = BooleanSetting(
    "doubleQ", default: false,
    help: "let the online net choose the next action that the target net values (double Q-learning)")
  let loss = ChoiceSetting(
    "loss", default: DQNLoss.Difference.squared,
    help: "of the difference from the target: its square, or Huber's with a threshold of 1")
  let probe = Self.probe
  let evaluationEpisodes = Evaluation.episodes
  let validationEpisodes = Evaluation.validationEpisodes
}

extension Settings<DQNSettings> {
  /// The steps at which the agent learns.
  var schedule: LearningSchedule {
    LearningSchedule(
      episodes: self.episodes, stepLimit: self.environment.stepLimit, batchSize: self.batchSize,
      learnEvery: self.learnEvery, replayCapacity: self.replayCapacity)
  }

  /// Throws if the values, each valid alone, cannot be combined. The agent must learn at least once.
  func validate() throws(SettingConflict) {
    try self.normalization.validate()
    try self.normalization.requireUnequalBatches("an agent acts on one row and learns from many")
    try schedule.validate(declared)
  }
}
