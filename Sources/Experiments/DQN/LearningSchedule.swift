import Trials

/// The steps at which an agent of deep Q-learning learns.
struct LearningSchedule {
  let episodes: Int
  /// The most steps of an episode.
  let stepLimit: Int
  let batchSize: Int
  let learnEvery: Int
  let replayCapacity: Int

  /// Whether the agent learns after `steps` steps of its environment: every `learnEvery` steps, once it remembers more
  /// transitions than a batch has.
  func learns(after steps: Int) -> Bool {
    steps % learnEvery == 0 && min(steps, replayCapacity) > batchSize
  }

  /// The first step at which the agent learns.
  private var firstLearningStep: Int { (batchSize / learnEvery + 1) * learnEvery }

  /// Throws if no trial with these settings can learn.
  func validate(_ declared: DQNSettings) throws(SettingConflict) {
    guard replayCapacity > batchSize else {
      throw SettingConflict(
        [declared.replayCapacity, declared.batchSize],
        reason:
          "learning begins when more than \(batchSize) transitions are remembered; raise replayCapacity above batchSize"
      )
    }
    guard episodes * stepLimit >= firstLearningStep else {
      throw SettingConflict(
        [declared.episodes, declared.environment.stepLimit, declared.batchSize, declared.learnEvery],
        reason: """
          all episodes together have at most \(episodes * stepLimit) steps, and learning begins at step \
          \(firstLearningStep); raise episodes, or lower batchSize or learnEvery
          """)
    }
  }

  /// The error of a trial whose episodes ended after `steps` steps, before it learned.
  func untrained(after steps: Int, _ declared: DQNSettings) -> UntrainedTrial {
    UntrainedTrial(
      [declared.episodes, declared.batchSize, declared.learnEvery],
      reason: """
        its episodes ended after \(steps) steps, and learning begins at step \(firstLearningStep); raise episodes, \
        or lower batchSize or learnEvery
        """)
  }
}
