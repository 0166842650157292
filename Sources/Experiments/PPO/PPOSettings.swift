import Layers
import Trials

/// The settings of the task `redbluedoors-ppo`.
struct PPOSettings: SettingGroup {
  /// The algorithm that improves the policy with a rollout.
  enum Algorithm: String, CaseIterable {
    case ppo, a2c
  }

  /// The places of normalizations.
  enum Placement: String, CaseIterable {
    /// After the first layer of actor and critic. Rollouts read histories; updates read and update them.
    case `default`
    /// After both layers of actor and critic. In rollouts regularity layers and gains do not change their input.
    case published
  }

  /// The sub-sequences of a rollout that PPO's minibatches take.
  enum Minibatches: String, CaseIterable {
    /// Whole minibatches only. Passes over single frames are not shifted, so that no frame is left out.
    case whole
    /// A pass's last, smaller minibatch too. Every other pass is shifted, even if recurrence is 1.
    case published
  }

  /// The declarations.
  static let declared: PPOSettings = PPOSettings()

  private static let probe = BooleanSetting(
    "probe", default: false,
    help: "record rn's code length of the first layers of actor and critic in updates, without using it")
  private static let algorithm = ChoiceSetting(
    "algorithm", default: Algorithm.ppo,
    help: "ppo: several passes with clipped ratios, by Adam; a2c: one pass over the whole rollout, by RMSprop")
  private static let idleInA2C: IdleCondition = { algorithm.value(in: $0) == .a2c }

  private static let idleWithOneKindOfMinibatches: IdleCondition = {
    Settings(declared, $0).hasOneKindOfMinibatches
  }

  let normalization = NormalizationSettings(probe: Self.probe)
  let placement = ChoiceSetting(
    "placement", default: Placement.default, idleWhere: NormalizationSettings.idle(unless: \.normalizesOutputs),
    help: """
      default: after the first layers of actor and critic, read in rollouts and updated in updates; published: also \
      after logits and value, and regularity layers are off in rollouts
      """)
  let algorithm = Self.algorithm
  let environment = ChoiceSetting(
    "environment", among: NamedGrid.all, called: \.name, default: .redBlueDoors,
    help: "the grid world; gotodoor cannot be solved without text, which names the door")
  let frames = IntegerSetting(
    "frames", 1...1_000_000_000, default: 1_000_000,
    help: "steps in all environments together, rounded up to whole updates")
  let environments = IntegerSetting(
    "environments", 2...1024, default: 16, help: "copies of the environment that play in step")
  let framesPerUpdate = IntegerSetting(
    "framesPerUpdate", 1...100_000, default: 128,
    help: "steps of each environment between two updates; a2c is commonly given about 8")
  let memory = BooleanSetting(
    "memory", default: true, help: "an LSTM remembers observations; the published runs had none")
  let recurrence = IntegerSetting(
    "recurrence", 1...1024, default: 4, help: "frames through which the gradient flows back; 1 without memory")
  let text = BooleanSetting("text", default: false, help: "whether a GRU reads the mission")
  let epochs = IntegerSetting(
    "epochs", 1...1000, default: 4, idleWhere: Self.idleInA2C, help: "ppo: passes over every rollout")
  let batchSize = IntegerSetting(
    "batchSize", 2...1_000_000, default: 256, idleWhere: Self.idleInA2C, help: "ppo: frames in a minibatch")
  let minibatches = ChoiceSetting(
    "minibatches", default: Minibatches.whole, former: .whole,
    idleWhere: Self.idleWithOneKindOfMinibatches,
    help: """
      ppo: whole: what is left of a pass after its last whole minibatch is not used; published: it is used, and \
      every other pass is shifted, also where recurrence is 1
      """)
  let learningRate = NumberSetting("learningRate", 0...10, default: 0.001, help: "of Adam or RMSprop")
  let discount = NumberSetting("discount", 0...1, default: 0.99, help: "the worth of a reward one step later")
  let gaeLambda = NumberSetting("gaeLambda", 0...1, default: 0.95, help: "lambda of generalized advantage estimation")
  let clip = NumberSetting(
    "clip", 0...10, default: 0.2, idleWhere: Self.idleInA2C, help: "ppo: the largest change of a ratio or value")
  let entropyWeight = NumberSetting("entropyWeight", 0...10, default: 0.01, help: "of the policy's entropy in the loss")
  let valueWeight = NumberSetting("valueWeight", 0...100, default: 0.5, help: "of the value's error in the loss")
  let gradientNorm = NumberSetting(
    "gradientNorm", 0...1_000_000, default: 0.5, help: "the largest norm of all gradients together")
  let probe = Self.probe
  let truncation = Truncation.setting(
    default: .terminal, former: .terminal, published: "the published runs were terminal")
  let evaluationEpisodes = Evaluation.episodes
  let validationEpisodes = Evaluation.validationEpisodes
}
