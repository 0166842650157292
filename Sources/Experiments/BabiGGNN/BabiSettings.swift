import Datasets
import Layers
import Trials

/// The settings of the task `babi-ggnn`.
struct BabiSettings: SettingGroup {
  /// The source of the stories.
  enum Source: String, CaseIterable {
    case generated, files
  }

  /// The moment at which a state of training is reset.
  enum Reset: String, CaseIterable {
    case never, epoch
  }

  /// Whether tests multiply by code lengths and gains.
  enum TestMultiplier: String, CaseIterable {
    case on, off
  }

  private static let probe = BooleanSetting(
    "probe", default: false,
    help: "record rn's code length of the messages in and out of each propagation step, without using it")
  private static let idleWithoutHistory = NormalizationSettings.idle(unless: \.multipliesByHistory)

  let normalization = NormalizationSettings(probe: Self.probe)
  let babiTask = ChoiceSetting(
    "babiTask", among: BabiTask.allCases, called: { "\($0.rawValue)" }, default: .size,
    help: "bAbI task: 4 two arguments, 15 deduction, 16 induction, 18 sizes, 19 path finding (two answers)")
  let source = ChoiceSetting(
    "source", default: Source.generated,
    help: "generated: stories of tasks 18 and 19 written by regnorm; files: the published ones, in REGNORM_DATA")
  let fold = IntegerSetting(
    "fold", 0...10, default: 0,
    help: "the set of training and test stories; 0: the seed's own (of 10 published folds, seed 11 takes fold 1)")
  let trainSize = IntegerSetting(
    "trainSize", 1...1000, default: 100,
    help: "stories to train on, the first of the fold; published: 50, 100, 250, 950. The test is 1,000 stories")
  let validationSize = IntegerSetting(
    "validationSize", 0...999, default: 0, former: 0,
    help: "stories for validation, the last of the fold's 1,000 training stories; 0 for none")
  let epochs = IntegerSetting("epochs", 1...10_000, default: 10, help: "passes over the training questions")
  let batchSize = IntegerSetting(
    "batchSize", 2...10_000, default: 10,
    help: "questions a training step; the last, smaller batch of an epoch is used too")
  let learningRate = NumberSetting("learningRate", 0...10, default: 0.001, help: "of Adam")
  let hiddenUnits = IntegerSetting("hiddenUnits", 4...1024, default: 10, help: "width of a node's state")
  let propagationSteps = IntegerSetting(
    "propagationSteps", 1...100, default: 5,
    help: "messages along edges before the answer; task 19 reads its two answers after the first two")
  let historyReset = ChoiceSetting(
    "historyReset", default: Reset.never, idleWhere: Self.idleWithoutHistory,
    help: "when normalizations forget the history that their multiplier comes from; published: epoch")
  let optimizerReset = ChoiceSetting(
    "optimizerReset", default: Reset.never, help: "when Adam forgets its moments; published: epoch")
  let testMultiplier = ChoiceSetting(
    "testMultiplier", default: TestMultiplier.on, idleWhere: Self.idleWithoutHistory,
    help: "off: tests run without the normalization's multiplier (a LayerNorm beside it stays); published: off")
  let testBatchSize = IntegerSetting(
    "testBatchSize", 0...10_000, default: 10,
    help: "test questions scored together, which published rn depends on; 0 scores all in one batch")
  let probe = Self.probe
}

extension Settings<BabiSettings> {
  /// Throws if the values, each valid alone, cannot be combined: only some tasks have a generator, and a
  /// path's two answers need two propagation steps.
  func validate() throws(SettingConflict) {
    try self.normalization.validateForUnequalBatches()
    let task = self.babiTask
    if self.source == .generated && !BabiGenerator<SystemRandomNumberGenerator>.writes(task) {
      throw SettingConflict(
        [declared.source, declared.babiTask],
        reason: "task \(task.rawValue) has no generator of stories; use source: files, or babiTask: 18 or 19")
    }
    if self.trainSize + self.validationSize > 1000 {
      throw SettingConflict(
        [declared.validationSize, declared.trainSize],
        reason: "a fold has 1,000 stories to train on and to validate with; use a validationSize of at most "
          + "\(1000 - self.trainSize)")
    }
    if self.propagationSteps < task.answerCount {
      throw SettingConflict(
        [declared.propagationSteps, declared.babiTask],
        reason: "task \(task.rawValue) reads an answer after each of \(task.answerCount) propagation steps")
    }
  }

  /// How a trial trains; the trial reports those of `metrics` that it is asked for.
  func schedule(_ metrics: ClassificationMetrics) -> ClassificationTrial.Schedule {
    ClassificationTrial.Schedule(
      epochs: self.epochs, batchSize: self.batchSize, testBatchSize: self.testBatchSize,
      metrics: metrics.reporting(validation: self.validationSize > 0))
  }

  /// The published folds that a trial may read: the stated fold, or all folds if the seed, which is not known here,
  /// decides.
  var possibleFolds: [Int] { self.fold == 0 ? Array(BabiFiles.folds) : [self.fold] }

  /// The stated fold, or else the seed's own: every seed has a generated fold; the published folds are ten.
  func foldNumber(ofSeed seed: Int) -> Int {
    guard self.fold == 0 else { return self.fold }
    let count = BabiFiles.folds.count
    return self.source == .generated ? seed : ((seed - 1) % count + count) % count + 1
  }
}
