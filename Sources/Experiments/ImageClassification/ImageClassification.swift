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
  private let test: ImageBatches
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
    let testRows = settings.testBatchSize == 0 ? dataset.test.count : settings.testBatchSize
    test = ImageBatches(dataset.test, dataset, rows: min(testRows, dataset.test.count))
  }

  var testCount: Int { test.count }

  var probes: [Probe] { network.probes }

  func beginNextEpoch() {}

  func selectTraining(_ indices: ArraySlice<Int32>) { train.select(indices) }

  func selectTest(_ indices: ArraySlice<Int32>) {
    train.rest()
    test.select(indices)
  }

  func trainingLoss(rows: Int, on tape: Tape) -> Tensor {
    let (images, labels) = train.batch(rows, on: tape)
    let share = usesClassShare ? labels.logClassShare(classes: classCount) : nil
    return network(images, NormalizationCall(.training, logClassShare: share)).crossEntropy(labels)
  }

  func testLoss(rows: Int, countingCorrect correct: Block, on tape: Tape) -> Tensor {
    let labels = test.labels(rows, on: tape)
    let logits = network.evaluate(test, rows: rows, on: tape)
    logits.countCorrect(labels, into: correct)
    return logits.crossEntropy(labels)
  }
}
