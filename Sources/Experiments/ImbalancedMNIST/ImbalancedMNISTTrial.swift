import Datasets
import Layers
import Optimizers
import Tensors
import Trials

/// One training of the feed-forward net on thinned digits, and its test after every epoch.
final class ImbalancedMNISTTrial: Trial {
  private let configuration: ImbalancedMNISTConfiguration
  private let seed: Int
  private let identifier: TrialIdentifier
  private let variables = Variables()
  private let network: FeedForwardNetwork
  private let optimizer: StochasticGradientDescent
  private let train: ImageBatches
  private let test: ImageBatches
  private let subset: [Int32]
  private let classCount: Int

  private let loss = Block(.float32, count: 1)
  private let codeLengths: [Block]
  private var trainingSteps: [Int: CompiledStep] = [:]

  private var step = 0
  private var order: (epoch: Int, indices: [Int32])
  private var diverged = false
  private var epochLoss = 0.0
  private var curves: [String: [CurvePoint]]
  private var lastTest: (error: Double, loss: Double) = (.nan, .nan)
  private var lastTrainLoss = Double.nan

  private let totalSteps: Int
  private let stepsAnEpoch: Int

  init(
    _ configuration: ImbalancedMNISTConfiguration, seed: Int, dataset: ImageDataset, identifier: TrialIdentifier,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.configuration = configuration
    self.seed = seed
    self.identifier = identifier
    classCount = dataset.classCount
    var stream = RandomStream(seed: seed, name: "imbalance")
    subset =
      ImbalancedSubset(
        labels: dataset.train.labels, classCount: dataset.classCount, rareClasses: configuration.rareClasses,
        rareFraction: configuration.rareFraction, using: &stream
      ).indices
    stepsAnEpoch = (subset.count + configuration.batchSize - 1) / configuration.batchSize
    totalSteps = stepsAnEpoch * configuration.epochs
    network = FeedForwardNetwork(
      sizes: [dataset.pixelCount, configuration.hiddenUnits, configuration.hiddenUnits, dataset.classCount],
      batchRows: configuration.batchSize, normalization: configuration.normalization, probe: configuration.probe,
      in: variables)
    variables.layOut(seed: seed)
    optimizer = StochasticGradientDescent(
      variables, learningRate: configuration.learningRate, momentum: configuration.momentum)
    train = ImageBatches(dataset.train, dataset, rows: configuration.batchSize)
    let testRows = configuration.testBatchSize == 0 ? dataset.test.count : configuration.testBatchSize
    test = ImageBatches(dataset.test, dataset, rows: min(testRows, dataset.test.count))
    codeLengths = configuration.probe ? [Block(.float32, count: 1), Block(.float32, count: 1)] : []
    order = (-1, [])
    curves = ["trainLoss": [], "testError": [], "testLoss": []]
    for layer in 0..<codeLengths.count { curves[Self.codeLengthCurve(layer)] = [] }
    for name in curves.keys { curves[name]!.reserveCapacity(totalSteps) }
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    TrialProgress(step: step, totalSteps: totalSteps, lastValue: lastTrainLoss.isNaN ? nil : lastTrainLoss)
  }

  func advance(steps: Int) throws -> TrialState {
    for _ in 0..<steps where step < totalSteps {
      try trainOneBatch()
      if step % stepsAnEpoch == 0 { try endEpoch() }
    }
    return step == totalSteps ? .finished(result) : .running
  }

  var parameters: [NamedArray] {
    variables.parameters.map { NamedArray(name: $0.name, shape: $0.shape.extents, elements: Array($0.values.floats)) }
  }

  private func trainOneBatch() throws {
    let (epoch, batch) = (step / stepsAnEpoch, step % stepsAnEpoch)
    if order.epoch != epoch { order = (epoch, shuffled(epoch)) }
    let start = batch * configuration.batchSize
    let rows = min(configuration.batchSize, subset.count - start)
    train.select(order.indices[start..<start + rows])
    try trainingStep(rows).run()
    step += 1
    record(Double(loss.floats[0]), rows: rows)
  }

  /// The order of one epoch: a function of seed and epoch alone.
  private func shuffled(_ epoch: Int) -> [Int32] {
    var stream = RandomStream(seed: seed, name: "order/\(epoch)")
    var indices = subset
    stream.permute(&indices)
    return indices
  }

  private func trainingStep(_ rows: Int) -> CompiledStep {
    if let step = trainingSteps[rows] { return step }
    let step = CompiledStep("training step of \(rows) images") { [unowned self] tape in
      let (images, labels) = train.batch(rows, on: tape)
      let share = configuration.normalization.method == .sn ? labels.logClassShare(classes: classCount) : nil
      let logits = network(images, .training, logClassShare: share, codeLengths: codeLengths)
      let mean = logits.crossEntropy(labels)
      mean.copy(to: loss)
      tape.backward(from: mean)
      optimizer.update(on: tape)
    }
    trainingSteps[rows] = step
    return step
  }

  private func record(_ value: Double, rows: Int) {
    lastTrainLoss = value
    if !value.isFinite { diverged = true }
    epochLoss += value * Double(rows)
    curves["trainLoss"]!.append(CurvePoint(step: step, value: value))
    for (layer, length) in codeLengths.enumerated() {
      curves[Self.codeLengthCurve(layer)]!.append(CurvePoint(step: step, value: Double(length.floats[0])))
    }
  }

  private func endEpoch() throws {
    train.rest()
    lastTest = try evaluate()
    if !lastTest.loss.isFinite { diverged = true }
    curves["testError"]!.append(CurvePoint(step: step, value: lastTest.error))
    curves["testLoss"]!.append(CurvePoint(step: step, value: lastTest.loss))
    if step < totalSteps { epochLoss = 0 }
  }

  /// Test error in percent and mean loss in nats, over all test images.
  private func evaluate() throws -> (error: Double, loss: Double) {
    let correct = Block(.int32, count: 1)
    var sum = 0.0
    var evaluations: [Int: CompiledStep] = [:]
    for start in stride(from: 0, to: test.count, by: test.rows) {
      let rows = min(test.rows, test.count - start)
      test.select((start..<start + rows).map(Int32.init)[...])
      let evaluation =
        evaluations[rows]
        ?? CompiledStep("test of \(rows) images", gradients: false) { [unowned self] tape in
          let labels = test.labels(rows, on: tape)
          let logits = network.evaluate(rows: rows, inPartsOf: ImageBatches.partRows, on: tape) {
            test.images($0, on: tape)
          }
          logits.countCorrect(labels, into: correct)
          logits.crossEntropy(labels).copy(to: loss)
        }
      evaluations[rows] = evaluation
      try evaluation.run()
      sum += Double(loss.floats[0]) * Double(rows)
    }
    let count = Double(test.count)
    return (100 * (count - Double(correct.integers[0])) / count, sum / count)
  }

  /// A diverged trial has no test error: what its network answers is no classification.
  private var result: TrialResult {
    TrialResult(
      metrics: [
        "testError": diverged ? .nan : lastTest.error, "testLoss": lastTest.loss,
        "trainLoss": epochLoss / Double(subset.count),
      ],
      curves: curves)
  }

  private static func codeLengthCurve(_ layer: Int) -> String { "codeLength.fc\(layer + 1)" }
}

extension ImbalancedMNISTTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged ? 1 : 0)
    for value in [epochLoss, lastTest.error, lastTest.loss, lastTrainLoss] { writer.write(value) }
    for name in curves.keys.sorted() { writer.write(curves[name]!) }
    writer.write(variables)
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer()
    diverged = try reader.integer() == 1
    epochLoss = try reader.number()
    lastTest = (try reader.number(), try reader.number())
    lastTrainLoss = try reader.number()
    for name in curves.keys.sorted() { curves[name]! = try reader.curve() }
    try reader.read(into: variables)
  }
}
