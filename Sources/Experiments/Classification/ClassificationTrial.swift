import Optimizers
import Tensors
import Trials

/// Trains a classification by batches in shuffled epochs, and tests it after every epoch.
final class ClassificationTrial: Trial {
  /// The length of a training, its batches, and the reported metrics.
  struct Schedule {
    let epochs: Int
    let batchSize: Int
    /// The number of test examples scored together; 0 scores all in one batch.
    let testBatchSize: Int
    let metrics: ClassificationMetrics
  }

  private let model: any Classification
  private let schedule: Schedule
  private let seed: Int
  private let identifier: TrialIdentifier

  private let loss = Block(.float32, count: 1)
  private var trainingSteps: [Int: CompiledStep] = [:]

  private var step = 0
  private var order: TrainingOrder
  private var diverged = false
  private var epochLoss = 0.0
  private var curves: Curves
  private let trainLossCurve: Curve
  private let codeLengths: [(curve: Curve, value: Block)]
  private var lastTest: (error: Double, loss: Double) = (.nan, .nan)
  private var lastTrainLoss = Double.nan

  private let totalSteps: Int

  init(
    _ model: any Classification, _ schedule: Schedule, of specification: TrialSpecification,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.model = model
    self.schedule = schedule
    seed = specification.seed
    identifier = specification.identifier
    order = TrainingOrder(model.examples, batchSize: schedule.batchSize, fewest: model.fewestExamples, seed: seed)
    totalSteps = order.stepsAnEpoch * schedule.epochs
    precondition(totalSteps > 0, "a classification has examples to train on")
    trainLossCurve = Curve(schedule.metrics.trainLoss, per: .step)
    codeLengths = model.probes.map { (Curve.codeLength(per: .step).at($0.place), $0.codeLength) }
    curves = Curves(
      schedule.metrics.all.map { Curve($0, per: .step) } + codeLengths.map(\.curve), reserving: totalSteps)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    TrialProgress(step: step, totalSteps: totalSteps, lastValue: lastTrainLoss.isNaN ? nil : lastTrainLoss)
  }

  /// A diverged trial ends at once: the answers of its network mean nothing.
  func advance(steps: Int) throws -> TrialState {
    let end = step + min(steps, totalSteps - step)
    while step < end && !diverged {
      try trainOneBatch()
      if !diverged && step % order.stepsAnEpoch == 0 { try endEpoch() }
    }
    return step == totalSteps || diverged ? .finished(result) : .running
  }

  var parameters: [NamedArray] {
    model.variables.namedArrays
  }

  private func trainOneBatch() throws {
    if step > 0 && step % order.stepsAnEpoch == 0 { model.beginNextEpoch() }
    let batch = order.batch(after: step)
    model.selectTraining(batch)
    try trainingStep(batch.count).run()
    step += 1
    record(Double(loss.floats[0]), rows: batch.count)
  }

  private func trainingStep(_ rows: Int) -> CompiledStep {
    if let step = trainingSteps[rows] { return step }
    let step = CompiledStep("training step of \(rows) examples") { [model, loss] tape in
      let mean = model.trainingLoss(rows: rows, on: tape)
      mean.copy(to: loss)
      tape.backward(from: mean, clearing: model.variables)
      model.optimizer.update(on: tape)
    }
    trainingSteps[rows] = step
    return step
  }

  private func record(_ value: Double, rows: Int) {
    lastTrainLoss = value
    if !value.isFinite { diverged = true }
    epochLoss += value * Double(rows)
    curves.append(value, at: step, to: trainLossCurve)
    for (curve, value) in codeLengths { curves.append(Double(value.floats[0]), at: step, to: curve) }
  }

  private func endEpoch() throws {
    lastTest = try evaluate()
    guard lastTest.loss.isFinite else {
      diverged = true
      return
    }
    for (metric, value) in schedule.metrics.test(error: lastTest.error, loss: lastTest.loss) {
      curves.append(value, at: step, to: Curve(metric, per: .step))
    }
    if step < totalSteps { epochLoss = 0 }
  }

  /// The test error in percent and the mean loss in nats, over all test examples.
  private func evaluate() throws -> (error: Double, loss: Double) {
    let correct = Block(.int32, count: 1)
    var sum = 0.0
    var evaluations: [Int: CompiledStep] = [:]
    let largest = schedule.testBatchSize == 0 ? model.testCount : schedule.testBatchSize
    for start in stride(from: 0, to: model.testCount, by: largest) {
      let rows = min(largest, model.testCount - start)
      model.selectTest((start..<start + rows).map(Int32.init)[...])
      let evaluation =
        evaluations[rows]
        ?? CompiledStep("test of \(rows) examples", gradients: false) { [model, loss] tape in
          model.testLoss(rows: rows, countingCorrect: correct, on: tape).copy(to: loss)
        }
      evaluations[rows] = evaluation
      try evaluation.run()
      sum += Double(loss.floats[0]) * Double(rows)
    }
    let answers = Double(model.testCount * model.answersPerExample)
    return (100 * (answers - Double(correct.integers[0])) / answers, sum / Double(model.testCount))
  }

  private var result: TrialResult {
    guard !diverged else { return TrialResult(.diverged(at: step), curves: curves.byName) }
    var metrics = schedule.metrics.test(error: lastTest.error, loss: lastTest.loss)
    metrics[schedule.metrics.trainLoss] = epochLoss / Double(order.examplesAnEpoch)
    return TrialResult(TrialOutcome(metrics), curves: curves.byName)
  }
}

extension ClassificationTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged)
    for value in [epochLoss, lastTest.error, lastTest.loss, lastTrainLoss] { writer.write(value) }
    curves.write(to: &writer)
    writer.write(model.variables)
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer(in: 0...totalSteps)
    diverged = try reader.flag()
    epochLoss = try reader.number()
    lastTest = (try reader.number(), try reader.number())
    lastTrainLoss = try reader.number()
    try curves.restore(from: &reader)
    try reader.read(into: model.variables)
    try reader.finish()
  }
}

extension ClassificationTrial: ExampleTrial {
  var exampleOrder: ExampleOrder { order.record(epochs: schedule.epochs) }
}
