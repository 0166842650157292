import Datasets
import Layers
import Optimizers
import Tensors
import Trials

/// A network that learns the classes of images, some of which may be rare in training, by gradient descent.
final class ImageClassification: Classification {
  let variables = Variables()
  let optimizer: any Optimizer
  let examples: [Int32]
  let fewestExamples: Int
  let answersPerExample = 1
  private let network: any ImageClassifier
  private let train: ImageBatches
  private let scored: [ScoredExamples: ScoredImages]
  private let classCount: Int
  private let usesClassShare: Bool

  /// A classification of the images of a data set. `makeNetwork` declares the network in the variables.
  init(
    _ settings: Settings<ImageClassificationSettings>, seed: Int, dataset: ImageDataset,
    makeNetwork: (Variables) -> any ImageClassifier
  ) {
    classCount = dataset.classCount
    fewestExamples = settings.normalization.method.fewestRows
    usesClassShare = settings.normalization.method.usesClassShare
    examples = settings.images.examples(of: dataset, seed: seed)
    network = makeNetwork(variables)
    variables.layOut(seed: seed)
    optimizer = StochasticGradientDescent(
      variables, learningRate: Float(settings.learningRate), momentum: settings.momentum)
    train = ImageBatches(dataset.train, dataset, rows: settings.batchSize)
    let rareClasses = settings.classErrors ? settings.images.rareClassNumbers(of: dataset, seed: seed) : []
    func images(_ images: LabeledImages, _ places: [Int32]) -> ScoredImages {
      ScoredImages(
        images, at: places, of: dataset, batchSize: settings.testBatchSize, rareClasses: rareClasses)
    }
    var scored = [ScoredExamples.test: images(dataset.test, (0..<dataset.test.count).map(Int32.init))]
    if settings.images.validation {
      scored[.validation] = images(dataset.train, settings.images.heldOutExamples(of: dataset, seed: seed))
    }
    self.scored = scored
  }

  var probes: [Probe] { network.probes }

  func beginNextEpoch() {}

  func selectTraining(_ indices: ArraySlice<Int32>) { train.select(indices) }

  func count(of examples: ScoredExamples) -> Int { images(examples).places.count }

  func rareCount(of examples: ScoredExamples) -> Int { images(examples).rareCount }

  func select(_ places: Range<Int>, of examples: ScoredExamples) {
    train.rest()
    let images = images(examples)
    images.batches.select(images.places[places])
  }

  func trainingLoss(rows: Int, on tape: Tape) -> Tensor {
    let (images, labels) = train.batch(rows, on: tape)
    let share = usesClassShare ? labels.logClassShare(classes: classCount) : nil
    return network(images, NormalizationCall(.training, logClassShare: share)).crossEntropy(labels)
  }

  func loss(of examples: ScoredExamples, rows: Int, counting counts: AnswerCounts, on tape: Tape) -> Tensor {
    let images = images(examples)
    let labels = images.batches.labels(rows, on: tape)
    let logits = network.evaluate(images.batches, rows: rows, on: tape)
    logits.countCorrect(labels, into: counts.right)
    images.countRare(logits, rows: rows, into: counts.rare, on: tape)
    return logits.crossEntropy(labels)
  }

  private func images(_ examples: ScoredExamples) -> ScoredImages {
    guard let images = scored[examples] else { preconditionFailure("the trial has no \(examples) images") }
    return images
  }
}
