import Datasets
import Trials

/// The settings of one trial of questions about stories.
struct BabiConfiguration {
  /// Where stories come from.
  enum Source: String, CaseIterable {
    case generated, files
  }

  /// When something that training gathers is forgotten.
  enum Reset: String, CaseIterable {
    case never, epoch
  }

  let normalization: NormalizationSettings
  let task: BabiTask
  let source: Source
  let fold: Int
  let trainSize: Int
  let epochs: Int
  let batchSize: Int
  let learningRate: Float
  let hiddenUnits: Int
  let propagationSteps: Int
  let historyReset: Reset
  let optimizerReset: Reset
  let testMultiplier: Bool
  let testBatchSize: Int
  let probe: Bool

  init(_ settings: SettingsReader) {
    guard let number = Int(settings.text("babiTask")), let task = BabiTask(rawValue: number) else {
      preconditionFailure("a checked specification names a bAbI task")
    }
    self.task = task
    normalization = NormalizationSettings(settings)
    source = settings.choice("source")
    fold = settings.integer("fold")
    trainSize = settings.integer("trainSize")
    epochs = settings.integer("epochs")
    batchSize = settings.integer("batchSize")
    learningRate = Float(settings.number("learningRate"))
    hiddenUnits = settings.integer("hiddenUnits")
    propagationSteps = settings.integer("propagationSteps")
    historyReset = settings.choice("historyReset")
    optimizerReset = settings.choice("optimizerReset")
    testMultiplier = settings.text("testMultiplier") == "on"
    testBatchSize = settings.integer("testBatchSize")
    probe = settings.boolean("probe")
  }

  /// How a trial trains.
  var schedule: ClassificationTrial.Schedule {
    ClassificationTrial.Schedule(
      epochs: epochs, batchSize: batchSize, testBatchSize: testBatchSize, scores: [.testAccuracy, .testError])
  }

  /// The published folds that a trial may read: the stated one, or all where the seed, which is not known here, decides.
  var possibleFolds: [Int] { fold == 0 ? Array(BabiFiles.folds) : [fold] }

  /// The stated fold, or the seed's own: there are as many generated folds as seeds, and ten published ones.
  func fold(ofSeed seed: Int) -> Int {
    guard fold == 0 else { return fold }
    let count = BabiFiles.folds.count
    return source == .generated ? seed : ((seed - 1) % count + count) % count + 1
  }
}
