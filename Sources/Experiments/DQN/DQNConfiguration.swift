import Layers
import Trials

/// The settings of one trial.
struct DQNConfiguration {
  let normalization: NormalizationSettings
  let episodes: Int
  let stepLimit: Int
  let truncation: Truncation
  let solvedReturn: Double
  let learningRate: Float
  let discount: Double
  let softUpdate: Double
  let replayCapacity: Int
  let batchSize: Int
  let learnEvery: Int
  let epsilon: (kind: ExplorationSchedule.Kind, start: Double, end: Double, decay: Double)
  let hiddenUnits: Int
  let doubleQ: Bool
  let loss: DQNLoss.Difference
  let probe: Bool
  let evaluationEpisodes: Int

  init(_ settings: SettingsReader) {
    normalization = NormalizationSettings(settings)
    episodes = settings.integer("episodes")
    stepLimit = settings.integer("stepLimit")
    truncation = settings.choice("truncation")
    solvedReturn = settings.number("solvedReturn")
    learningRate = Float(settings.number("learningRate"))
    discount = settings.number("discount")
    softUpdate = settings.number("softUpdate")
    replayCapacity = settings.integer("replayCapacity")
    batchSize = settings.integer("batchSize")
    learnEvery = settings.integer("learnEvery")
    guard let kind = ExplorationSchedule.Kind(rawValue: settings.text("epsilon")),
      let loss = DQNLoss.Difference(rawValue: settings.text("loss"))
    else { preconditionFailure("a checked specification names a schedule and a loss") }
    epsilon = (
      kind, settings.number("epsilonStart"), settings.number("epsilonEnd"), settings.number("epsilonDecay")
    )
    self.loss = loss
    hiddenUnits = settings.integer("hiddenUnits")
    doubleQ = settings.boolean("doubleQ")
    probe = settings.boolean("probe")
    evaluationEpisodes = settings.integer("evaluationEpisodes")
  }
}

extension DQNConfiguration {
  /// Whether the agent learns after `steps` steps of its environment: every `learnEvery`, from the first one on at which
  /// more transitions are remembered than a batch has.
  func learns(after steps: Int) -> Bool {
    steps % learnEvery == 0 && min(steps, replayCapacity) > batchSize
  }

  /// The first step at which the agent learns.
  private var firstLearningStep: Int { (batchSize / learnEvery + 1) * learnEvery }

  /// Throws where no trial with these settings could learn.
  func validate() throws(SettingConflict) {
    guard replayCapacity > batchSize else {
      throw SettingConflict(
        settings: ["replayCapacity", "batchSize"],
        reason:
          "learning begins when more than \(batchSize) transitions are remembered; raise replayCapacity above batchSize"
      )
    }
    guard episodes * stepLimit >= firstLearningStep else {
      throw SettingConflict(
        settings: ["episodes", "stepLimit", "batchSize", "learnEvery"],
        reason: """
          all episodes together have at most \(episodes * stepLimit) steps, and learning begins at step \
          \(firstLearningStep); raise episodes, or lower batchSize or learnEvery
          """)
    }
  }

  /// The error of a trial whose episodes were over after `steps` steps, before it learned.
  func untrained(after steps: Int) -> UntrainedTrial {
    UntrainedTrial(
      settings: ["episodes", "batchSize", "learnEvery"],
      reason: """
        its episodes were over after \(steps) steps, and learning begins at step \(firstLearningStep); raise episodes, \
        or lower batchSize or learnEvery
        """)
  }
}
