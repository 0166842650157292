import Datasets
import Layers
import Optimizers
import Tensors
import Trials

/// A gated graph network that learns to answer questions, by Adam.
final class BabiQuestions: Classification {
  let variables = Variables()
  let examples: [Int32]
  /// One is enough even for BatchNorm, whose rows are the nodes of all graphs of a batch: a graph has several.
  let fewestExamples = 1
  let answersPerExample: Int
  private let adam: Adam
  private let settings: Settings<BabiSettings>
  private let network: GatedGraphNetwork
  private let train: QuestionBatches
  private let scored: [ScoredExamples: QuestionBatches]
  private let classCount: Int

  /// Learns from the first `trainSize` stories of the data set, and is tested on all stories of its test; the last
  /// `validationSize` stories of the training's are its validation.
  init(_ settings: Settings<BabiSettings>, seed: Int, dataset: BabiDataset) {
    self.settings = settings
    let (task, vocabulary) = (dataset.task, dataset.vocabulary)
    answersPerExample = task.answerCount
    classCount = (0..<task.answerCount).reduce(1) { count, _ in count * vocabulary.answers }
    train = QuestionBatches(
      dataset.train.prefix(settings.trainSize), task, vocabulary, rows: settings.batchSize)
    func questions(_ stories: some Collection<BabiStory>) -> QuestionBatches {
      let count = stories.reduce(0) { $0 + $1.questions.count }
      return QuestionBatches(
        stories, task, vocabulary, rows: settings.testBatchSize == 0 ? count : min(settings.testBatchSize, count))
    }
    var scored = [ScoredExamples.test: questions(dataset.test)]
    if settings.validationSize > 0 { scored[.validation] = questions(dataset.train.suffix(settings.validationSize)) }
    self.scored = scored
    examples = (0..<train.count).map(Int32.init)
    network = GatedGraphNetwork(settings, vocabulary, in: variables)
    variables.layOut(seed: seed)
    adam = Adam(variables, learningRate: Float(settings.learningRate))
  }

  var optimizer: any Optimizer { adam }

  var probes: [Probe] { network.probes }

  func beginNextEpoch() {
    if settings.historyReset == .epoch { network.forgetHistory() }
    if settings.optimizerReset == .epoch { adam.reset() }
  }

  func selectTraining(_ indices: ArraySlice<Int32>) { train.select(indices) }

  func count(of examples: ScoredExamples) -> Int { questions(examples).count }

  /// No answer is rare by design.
  func rareCount(of examples: ScoredExamples) -> Int { 0 }

  func select(_ places: Range<Int>, of examples: ScoredExamples) {
    questions(examples).select(places.map(Int32.init)[...])
  }

  func trainingLoss(rows: Int, on tape: Tape) -> Tensor {
    let batch = train.batch(rows, on: tape)
    let usesClassShare = settings.normalization.method.usesClassShare
    let share = usesClassShare ? batch.classes.logClassShare(classes: classCount) : nil
    return loss(network(batch, NormalizationCall(.training, logClassShare: share)), batch)
  }

  func loss(of examples: ScoredExamples, rows: Int, counting counts: AnswerCounts, on tape: Tape) -> Tensor {
    let batch = questions(examples).batch(rows, on: tape)
    let logits = network(batch, NormalizationCall(.evaluation))
    for (logits, answers) in zip(logits, batch.answers) { logits.countCorrect(answers, into: counts.right) }
    return loss(logits, batch)
  }

  private func questions(_ examples: ScoredExamples) -> QuestionBatches {
    guard let questions = scored[examples] else { preconditionFailure("the trial has no \(examples) stories") }
    return questions
  }

  /// The mean cross-entropy over all answers.
  private func loss(_ logits: [Tensor], _ batch: QuestionBatches.Batch) -> Tensor {
    let losses = zip(logits, batch.answers).map { $0.crossEntropy($1) }
    guard losses.count > 1 else { return losses[0] }
    return losses.dropFirst().reduce(losses[0], +).scaled(by: 1 / Double(losses.count))
  }
}
