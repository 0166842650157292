import Datasets
import Layers
import Optimizers
import Tensors
import Trials

/// One training of DRAW on thinned digits, and its test after every epoch.
final class DrawTrial: Trial {
  let configuration: DrawConfiguration
  let dataset: ImageDataset
  let seed: Int
  private let variables = Variables()
  let network: DrawNetwork
  let test: ImageBatches
  private let identifier: TrialIdentifier
  private let optimizer: Adam
  private let clip: GradientClip?
  private let train: ImageBatches

  private let latents: RandomStream
  private let testLatents: RandomStream
  private let reconstruction = Block(.float32, count: 1)
  private let divergence = Block(.float32, count: 1)
  private let codeLengthCurves: [String]
  private let codeLengths: [Block]
  private var trainingSteps: [Int: CompiledStep] = [:]
  private var testSteps: [Int: CompiledStep] = [:]

  private var step = 0
  private var order: TrainingOrder
  private var diverged = false
  private var epochSum = DrawLoss.zero
  private var lastTrain = DrawLoss.unknown
  private var lastTest = DrawLoss.unknown
  private var lastLoss = Double.nan
  private var curves: Curves

  private let totalSteps: Int

  init(
    _ configuration: DrawConfiguration, seed: Int, dataset: ImageDataset, identifier: TrialIdentifier,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.configuration = configuration
    self.dataset = dataset
    self.seed = seed
    self.identifier = identifier
    let examples = configuration.images.examples(of: dataset, seed: seed)
    order = TrainingOrder(
      examples, batchSize: configuration.batchSize, fewest: configuration.normalization.method.fewestRows,
      isShuffled: configuration.isShuffled, seed: seed)
    totalSteps = order.stepsAnEpoch * configuration.epochs
    network = DrawNetwork(configuration, dataset, in: variables)
    variables.layOut(seed: seed)
    optimizer = Adam(
      variables, learningRate: configuration.learningRate, beta1: configuration.beta1, beta2: configuration.beta2)
    clip = configuration.gradientNorm.map { [variables] in GradientClip(variables, maximumNorm: $0) }
    latents = RandomStream(seed: seed, name: "latents", in: variables)
    testLatents = RandomStream(seed: seed, name: "latents/test")
    let table = dataset.scale.inkTable
    train = ImageBatches(dataset.train, dataset, rows: configuration.batchSize, table: table)
    test = ImageBatches(
      dataset.test, dataset, rows: min(configuration.batchSize, dataset.test.count), table: table)
    let probed = configuration.probe ? Self.codeLengthCurves(configuration.drawingSteps) : []
    codeLengthCurves = probed
    codeLengths = probed.map { _ in Block(.float32, count: 1) }
    let names = ["trainLoss", "trainReconstruction", "trainKL", "testLoss", "testReconstruction", "testKL"]
    curves = Curves(names + probed, reserving: totalSteps)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    TrialProgress(step: step, totalSteps: totalSteps, lastValue: lastLoss.isNaN ? nil : lastLoss)
  }

  /// A diverged trial ends at once: what its network draws is nothing that it learned.
  func advance(steps: Int) throws -> TrialState {
    let end = step + min(steps, totalSteps - step)
    while step < end && !diverged {
      try trainOneBatch()
      if !diverged && step % order.stepsAnEpoch == 0 { try endEpoch() }
    }
    return step == totalSteps || diverged ? .finished(result) : .running
  }

  var parameters: [NamedArray] {
    variables.namedArrays
  }

  private func trainOneBatch() throws {
    let batch = order.batch(after: step)
    train.select(batch)
    try trainingStep(batch.count).run()
    step += 1
    record(lastBatch, rows: batch.count)
  }

  private func trainingStep(_ rows: Int) -> CompiledStep {
    if let step = trainingSteps[rows] { return step }
    let step = CompiledStep("training step of \(rows) images") { [unowned self] tape in
      let (images, labels) = train.batch(rows, on: tape)
      let share = configuration.normalization.method == .sn ? labels.logClassShare(classes: dataset.classCount) : nil
      let drawing = network.draw(
        images, NormalizationCall(.training, logClassShare: share), latentsFrom: latents, codeLengths: codeLengths)
      drawing.reconstruction.copy(to: reconstruction)
      drawing.divergence.copy(to: divergence)
      tape.backward(from: drawing.reconstruction + drawing.divergence)
      optimizer.update(on: tape, clip: clip)
    }
    trainingSteps[rows] = step
    return step
  }

  private var lastBatch: DrawLoss {
    DrawLoss(reconstruction: Double(reconstruction.floats[0]), divergence: Double(divergence.floats[0]))
  }

  private func record(_ loss: DrawLoss, rows: Int) {
    lastLoss = loss.total
    if !lastLoss.isFinite { diverged = true }
    epochSum.add(loss, rows: rows)
    append(lastLoss, to: "trainLoss")
    for (name, length) in zip(codeLengthCurves, codeLengths) { append(Double(length.floats[0]), to: name) }
  }

  private func endEpoch() throws {
    lastTrain = epochSum.mean(of: order.examplesAnEpoch)
    epochSum = .zero
    lastTest = try evaluate()
    guard lastTest.total.isFinite else {
      diverged = true
      return
    }
    append(lastTrain.reconstruction, to: "trainReconstruction")
    append(lastTrain.divergence, to: "trainKL")
    append(lastTest.total, to: "testLoss")
    append(lastTest.reconstruction, to: "testReconstruction")
    append(lastTest.divergence, to: "testKL")
  }

  private func append(_ value: Double, to curve: String) {
    curves.append(value, at: step, to: curve)
  }

  /// The mean loss of all test images, in batches of the training's size. Every test draws the same latents.
  private func evaluate() throws -> DrawLoss {
    testLatents.rewind()
    var sum = DrawLoss.zero
    for start in stride(from: 0, to: test.count, by: test.rows) {
      let rows = min(test.rows, test.count - start)
      test.select((start..<start + rows).map(Int32.init)[...])
      try testStep(rows).run()
      sum.add(lastBatch, rows: rows)
    }
    return sum.mean(of: test.count)
  }

  private func testStep(_ rows: Int) -> CompiledStep {
    if let step = testSteps[rows] { return step }
    let step = CompiledStep("test of \(rows) images", gradients: false) { [unowned self] tape in
      let images = test.batch(rows, on: tape).images
      let drawing = network.draw(images, NormalizationCall(.evaluation), latentsFrom: testLatents)
      drawing.reconstruction.copy(to: reconstruction)
      drawing.divergence.copy(to: divergence)
    }
    testSteps[rows] = step
    return step
  }

  private var result: TrialResult {
    guard !diverged else { return .diverged(at: step, curves: curves.byName) }
    return TrialResult(
      metrics: [
        "testLoss": lastTest.total, "testReconstruction": lastTest.reconstruction,
        "testKL": lastTest.divergence, "trainLoss": lastTrain.total,
        "trainReconstruction": lastTrain.reconstruction, "trainKL": lastTrain.divergence,
      ],
      curves: curves.byName, pictures: configuration.keepsPictures ? pictures() : [])
  }

  private static func codeLengthCurves(_ drawingSteps: Int) -> [String] {
    ["encoder", "decoder"].flatMap { cell in (1...drawingSteps).map { "codeLength.\(cell).step\($0)" } }
  }
}

extension DrawTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged)
    writer.write(lastLoss)
    for loss in [epochSum, lastTrain, lastTest] {
      writer.write(loss.reconstruction)
      writer.write(loss.divergence)
    }
    curves.write(to: &writer)
    writer.write(variables)
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer(in: 0...totalSteps)
    diverged = try reader.flag()
    lastLoss = try reader.number()
    func loss() throws -> DrawLoss {
      DrawLoss(reconstruction: try reader.number(), divergence: try reader.number())
    }
    (epochSum, lastTrain, lastTest) = (try loss(), try loss(), try loss())
    try curves.restore(from: &reader)
    try reader.read(into: variables)
    try reader.finish()
  }
}

extension DrawTrial: ExampleTrial {
  var exampleOrder: ExampleOrder { order.record(epochs: configuration.epochs) }
}
