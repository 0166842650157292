import Datasets
import Layers
import Optimizers
import Tensors
import Trials

/// One training of DRAW on thinned digits, and its test after every epoch.
final class DrawTrial: Trial {
  let settings: Settings<DrawSettings>
  let dataset: ImageDataset
  let seed: Int
  private let variables = Variables()
  let network: DrawNetwork
  let test: DrawEvaluation
  private let validation: DrawEvaluation?
  private let identifier: TrialIdentifier
  private let optimizer: Adam
  private let clip: GradientClip?
  private let train: ImageBatches

  private let latents: RandomStream
  private let reconstruction = Block(.float32, count: 1)
  private let divergence = Block(.float32, count: 1)
  private let codeLengthCurves: [Curve]
  private let codeLengths: [Block]
  private var trainingSteps: [Int: CompiledStep] = [:]

  private var step = 0
  private var order: TrainingOrder
  private var diverged = false
  private var epochSum = DrawLoss.zero
  private var lastTrain = DrawLoss.unknown
  private var lastTest = DrawLoss.unknown
  private var lastValidation = DrawLoss.unknown
  private var lastLoss = Double.nan
  private var curves: Curves

  private let totalSteps: Int

  init(
    _ settings: Settings<DrawSettings>, seed: Int, dataset: ImageDataset, identifier: TrialIdentifier,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.settings = settings
    self.dataset = dataset
    self.seed = seed
    self.identifier = identifier
    let examples = settings.images.examples(of: dataset, seed: seed)
    order = TrainingOrder(
      examples, batchSize: settings.batchSize, fewest: settings.normalization.method.fewestRows,
      isShuffled: settings.order == .shuffled, seed: seed)
    totalSteps = order.stepsAnEpoch * settings.epochs
    let network = DrawNetwork(settings, dataset, in: variables)
    self.network = network
    variables.layOut(seed: seed)
    optimizer = Adam(
      variables, learningRate: Float(settings.learningRate), beta1: settings.beta1, beta2: settings.beta2)
    clip = settings.gradientNorm > 0 ? GradientClip(variables, maximumNorm: settings.gradientNorm) : nil
    latents = TrialStream.latents.stream(seed: seed, in: variables)
    let table = dataset.scale.inkTable
    train = ImageBatches(dataset.train, dataset, rows: settings.batchSize, table: table)
    func evaluation(_ images: LabeledImages, _ places: [Int32], latents: TrialStream) -> DrawEvaluation {
      DrawEvaluation(
        ImageBatches(images, dataset, rows: min(settings.batchSize, places.count), table: table), at: places,
        of: network, latents: latents.stream(seed: seed))
    }
    test = evaluation(dataset.test, (0..<dataset.test.count).map(Int32.init), latents: .testLatents)
    validation =
      settings.images.validation
      ? evaluation(
        dataset.train, settings.images.heldOutExamples(of: dataset, seed: seed), latents: .validationLatents) : nil
    let probed = settings.probe ? Self.codeLengthCurves(settings.drawingSteps) : []
    codeLengthCurves = probed
    codeLengths = probed.map { _ in Block(.float32, count: 1) }
    curves = Curves(
      (DrawMetrics.usual + (validation == nil ? [] : DrawMetrics.validation)).map { Curve($0, per: .step) } + probed,
      reserving: totalSteps)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    TrialProgress(step: step, totalSteps: totalSteps, lastValue: lastLoss.isNaN ? nil : lastLoss)
  }

  /// A diverged trial ends at once: the drawings of its network mean nothing.
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
      let share = settings.normalization.method.usesClassShare ? labels.logClassShare(classes: dataset.classCount) : nil
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
    append(lastLoss, to: DrawMetrics.trainLoss)
    for (curve, length) in zip(codeLengthCurves, codeLengths) {
      curves.append(Double(length.floats[0]), at: step, to: curve)
    }
  }

  private func endEpoch() throws {
    lastTrain = epochSum.mean(of: order.examplesAnEpoch)
    epochSum = .zero
    lastTest = try test.loss()
    if let validation { lastValidation = try validation.loss() }
    guard lastTest.total.isFinite, validation == nil || lastValidation.total.isFinite else {
      diverged = true
      return
    }
    append(lastTrain.reconstruction, to: DrawMetrics.trainReconstruction)
    append(lastTrain.divergence, to: DrawMetrics.trainKL)
    append(lastTest.total, to: DrawMetrics.testLoss)
    append(lastTest.reconstruction, to: DrawMetrics.testReconstruction)
    append(lastTest.divergence, to: DrawMetrics.testKL)
    for (metric, value) in validationMetrics { append(value, to: metric) }
  }

  private func append(_ value: Double, to metric: Metric) {
    curves.append(value, at: step, to: Curve(metric, per: .step))
  }

  /// The last validation's metrics; none without a validation.
  private var validationMetrics: [Metric: Double] {
    guard validation != nil else { return [:] }
    return [
      DrawMetrics.validationLoss: lastValidation.total,
      DrawMetrics.validationReconstruction: lastValidation.reconstruction,
      DrawMetrics.validationKL: lastValidation.divergence,
    ]
  }

  private var result: TrialResult {
    guard !diverged else { return TrialResult(.diverged(at: step), curves: curves.byName) }
    let metrics = [
      DrawMetrics.testLoss: lastTest.total, DrawMetrics.testReconstruction: lastTest.reconstruction,
      DrawMetrics.testKL: lastTest.divergence, DrawMetrics.trainLoss: lastTrain.total,
      DrawMetrics.trainReconstruction: lastTrain.reconstruction, DrawMetrics.trainKL: lastTrain.divergence,
    ]
    return TrialResult(
      TrialOutcome(metrics.merging(validationMetrics) { _, new in new }), curves: curves.byName,
      pictures: settings.pictures ? pictures() : [])
  }

  private static func codeLengthCurves(_ drawingSteps: Int) -> [Curve] {
    ["encoder", "decoder"].flatMap { cell in
      (1...drawingSteps).map { Curve.codeLength(per: .step).at(NetworkPlace(layer: cell, timeStep: $0)) }
    }
  }
}

extension DrawTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged)
    writer.write(lastLoss)
    for loss in [epochSum, lastTrain, lastTest] + (validation == nil ? [] : [lastValidation]) {
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
    if validation != nil { lastValidation = try loss() }
    try curves.restore(from: &reader)
    try reader.read(into: variables)
    try reader.finish()
  }
}

extension DrawTrial: ExampleTrial {
  var exampleOrder: ExampleOrder { order.record(epochs: settings.epochs) }
}
