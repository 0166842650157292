import Optimizers
import Tensors
import Trials

/// Trains a classification by batches in shuffled epochs, and scores it after every epoch.
final class ClassificationTrial: Trial {
  /// The length of a training, its batches, and the reported metrics.
  struct Schedule {
    let epochs: Int
    let batchSize: Int
    /// Examples of the test and the validation scored together; 0 scores all in one batch.
    let testBatchSize: Int
    /// The metrics that the trial reports.
    let metrics: ClassificationMetrics

    /// What is scored after every epoch.
    var scored: [ScoredExamples] { ScoredExamples.allCases.filter { metrics.scores(on: $0) != nil } }
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
  private var lastScores: [ScoredExamples: ClassificationScore]
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
    lastScores = Dictionary(uniqueKeysWithValues: schedule.scored.map { ($0, .unknown) })
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
    for examples in schedule.scored { lastScores[examples] = try score(examples) }
    guard lastScores.values.allSatisfy(\.loss.isFinite) else {
      diverged = true
      return
    }
    for (metric, value) in scores { curves.append(value, at: step, to: Curve(metric, per: .step)) }
    if step < totalSteps { epochLoss = 0 }
  }

  /// The metrics of the last scores.
  private var scores: [Metric: Double] {
    schedule.scored.reduce(into: [:]) { values, examples in
      guard let metrics = schedule.metrics.scores(on: examples), let score = lastScores[examples] else { return }
      values.merge(metrics.values(of: score)) { _, new in new }
    }
  }

  /// The score on all of `examples`.
  private func score(_ examples: ScoredExamples) throws -> ClassificationScore {
    let counts = AnswerCounts()
    let count = model.count(of: examples)
    var sum = 0.0
    var evaluations: [Int: CompiledStep] = [:]
    let largest = schedule.testBatchSize == 0 ? count : schedule.testBatchSize
    for start in stride(from: 0, to: count, by: largest) {
      let rows = min(largest, count - start)
      model.select(start..<start + rows, of: examples)
      let evaluation =
        evaluations[rows]
        ?? CompiledStep("score of \(rows) examples", gradients: false) { [model, loss] tape in
          model.loss(of: examples, rows: rows, counting: counts, on: tape).copy(to: loss)
        }
      evaluations[rows] = evaluation
      try evaluation.run()
      sum += Double(loss.floats[0]) * Double(rows)
    }
    func error(_ right: Int, of examples: Int) -> Double {
      let answers = Double(examples * model.answersPerExample)
      return 100 * (answers - Double(right)) / answers
    }
    let (right, rareRight) = (Int(counts.right.integers[0]), Int(counts.rare.integers[0]))
    let frequencies = schedule.metrics.scores(on: examples)?.frequencies.map { _ in
      let rare = model.rareCount(of: examples)
      return ClassificationScore.Frequencies(
        rare: error(rareRight, of: rare), frequent: error(right - rareRight, of: count - rare))
    }
    return ClassificationScore(
      error: error(right, of: count), loss: sum / Double(count), frequencies: frequencies)
  }

  private var result: TrialResult {
    guard !diverged else { return TrialResult(.diverged(at: step), curves: curves.byName) }
    var metrics = scores
    metrics[schedule.metrics.trainLoss] = epochLoss / Double(order.examplesAnEpoch)
    return TrialResult(TrialOutcome(metrics), curves: curves.byName)
  }
}

extension ClassificationTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged)
    writer.write(epochLoss)
    // The test's stands where checkpoints without a validation have it.
    for examples in schedule.scored.reversed() { write(lastScores[examples] ?? .unknown, to: &writer) }
    writer.write(lastTrainLoss)
    curves.write(to: &writer)
    writer.write(model.variables)
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer(in: 0...totalSteps)
    diverged = try reader.flag()
    epochLoss = try reader.number()
    for examples in schedule.scored.reversed() { lastScores[examples] = try readScore(from: &reader) }
    lastTrainLoss = try reader.number()
    try curves.restore(from: &reader)
    try reader.read(into: model.variables)
    try reader.finish()
  }

  private func write(_ score: ClassificationScore, to writer: inout CheckpointWriter) {
    writer.write(score.error)
    writer.write(score.loss)
    guard schedule.metrics.test.frequencies != nil else { return }
    writer.write(score.frequencies?.rare ?? .nan)
    writer.write(score.frequencies?.frequent ?? .nan)
  }

  private func readScore(from reader: inout CheckpointReader) throws -> ClassificationScore {
    let (error, loss) = (try reader.number(), try reader.number())
    guard schedule.metrics.test.frequencies != nil else {
      return ClassificationScore(error: error, loss: loss, frequencies: nil)
    }
    return ClassificationScore(
      error: error, loss: loss,
      frequencies: .init(rare: try reader.number(), frequent: try reader.number()))
  }
}

extension ClassificationTrial: ExampleTrial {
  var exampleOrder: ExampleOrder { order.record(epochs: schedule.epochs) }
}
