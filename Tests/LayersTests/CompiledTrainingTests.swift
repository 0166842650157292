import Layers
import Optimizers
import Tensors
import TestSupport
import Testing

/// Training with compiled steps gives the bits of training with an eager tape: parameters, momenta and the histories of
/// the normalizations.
@Suite struct CompiledTrainingTests {
  struct Arm: Sendable, CustomTestStringConvertible {
    let method: NormalizationMethod
    let semantics: Semantics

    var testDescription: String { "\(method.rawValue) \(semantics.rawValue)" }

    /// Published `rbn`, alone or after LayerNorm, keeps an entry for each row and takes no batch of another size.
    var takesRaggedBatches: Bool { !method.needsEqualBatches(semantics) }

    static let all = NormalizationMethod.allCases.flatMap { method in
      (method.hasSemantics ? Semantics.allCases : [.corrected]).map { Arm(method: method, semantics: $0) }
    }
  }

  @Test(arguments: Arm.all) func compiledStepsTrainAsAnEagerTape(_ arm: Arm) throws {
    let (eager, compiled) = (TrainedNetwork(arm), TrainedNetwork(arm))
    let steps = [8, 5].reduce(into: [Int: CompiledStep]()) { steps, rows in
      steps[rows] = CompiledStep("train \(rows)") { compiled.record(rows: rows, on: $0) }
    }
    let start = Array(eager.variables.values.floats)
    for rows in arm.takesRaggedBatches ? [8, 8, 5, 8, 8, 5, 8, 5, 5] : [8, 8, 8, 8, 8] {
      for network in [eager, compiled] { network.nextBatch() }
      eager.record(rows: rows, on: Tape())
      try steps[rows]!.run()
      #expect(compiled.state == eager.state)
    }
    #expect(Array(eager.variables.values.floats) != start)
    #expect(eager.variables.values.floats.allSatisfy { $0.isFinite })
  }
}

/// 6-9-7-4 with a normalization and a ReLU after each hidden layer, cross-entropy, and momentum with clipping.
private final class TrainedNetwork {
  let variables = Variables()
  private let layers: [Linear]
  private let normalizations: [any Normalization]
  private let optimizer: StochasticGradientDescent
  private let clip: GradientClip
  private let batch = Block(.float32, count: 8 * 6)
  private let labels = Block.of([0, 1, 2, 3, 3, 1, 0, 2] as [Int32])
  private let stream = RandomStream(seed: 5, name: "batch")

  init(_ arm: CompiledTrainingTests.Arm) {
    let (method, variables) = (arm.method, variables)
    layers = [(6, 9), (9, 7), (7, 4)].enumerated().map { index, size in
      Linear(size.0, size.1, weightNorm: method.normalizesWeights, in: variables, name: "fc\(index)")
    }
    normalizations = [9, 7].enumerated().map { index, features in
      method.make(features: features, batchRows: 8, semantics: arm.semantics, in: variables, name: "norm\(index)")
    }
    variables.layOut(seed: 2)
    optimizer = StochasticGradientDescent(variables, learningRate: 0.1, momentum: 0.9)
    clip = GradientClip(variables, maximumNorm: 1)
  }

  func nextBatch() {
    let tape = Tape(gradients: false)
    tape.normal([8, 6], stream).copy(to: batch)
  }

  func record(rows: Int, on tape: Tape) {
    let labels = tape.tensor(labels, [rows])
    let call = NormalizationCall(.training, activation: .relu)
    var x = tape.tensor(batch, [rows, 6])
    for (layer, normalization) in zip(layers, normalizations) { x = normalization(layer(x), call) }
    tape.backward(from: layers[2](x).crossEntropy(labels), clearing: variables)
    optimizer.update(on: tape, clip: clip)
  }

  /// The bytes of all parameters, gradients and states.
  var state: [[UInt8]] {
    ([variables.values, variables.gradients] + variables.states.map(\.block)).map { Array($0.bytes) }
  }
}
