import Layers
import Tensors
import Testing

/// Gradients of every normalization against central differences, through the activation, in training and evaluation.
@Suite struct NormalizationGradientTests {
  private static let methods = NormalizationMethod.allCases.filter { !$0.normalizesWeights }

  @Test(arguments: methods, Semantics.allCases) func trainingGradientsMatchDifferences(
    method: NormalizationMethod, semantics: Semantics
  ) {
    for batchesBefore in [0, 1, 3] { check(method, semantics, .training, batchesBefore) }
  }

  @Test(arguments: methods, Semantics.allCases) func evaluationGradientsMatchDifferences(
    method: NormalizationMethod, semantics: Semantics
  ) {
    check(method, semantics, .evaluation, 3)
  }

  private func check(
    _ method: NormalizationMethod, _ semantics: Semantics, _ mode: NormalizationCall.Mode, _ batchesBefore: Int
  ) {
    let (rows, columns) = (6, 19)
    let variables = Variables()
    let layer = method.make(features: columns, batchRows: rows, semantics: semantics, in: variables, name: "n")
    variables.layOut(seed: 3)
    let inputs = Variables()
    let batches = (0...batchesBefore).map {
      inputs.parameter("x\($0)", [rows, columns], initial: .normal(standardDeviation: 1 + 0.3 * Float($0)))
    }
    let weights = inputs.parameter("w", [rows, columns], initial: .normal(standardDeviation: 1))
    inputs.layOut(seed: 4)
    let labels = Block(.int32, count: rows)
    for row in 0..<rows { labels.integers[row] = Int32(row % 3 == 0 ? 0 : 1) }

    func loss(_ x: Parameter, _ mode: NormalizationCall.Mode, differentiate: Bool) -> Double {
      let tape = Tape()
      let share = method.usesClassShare ? tape.tensor(labels, [rows]).logClassShare(classes: 3) : nil
      let y = layer(tape.tensor(x), NormalizationCall(mode, activation: .tanh, logClassShare: share))
      let product = y * tape.tensor(weights).detached
      if differentiate { tape.backward(from: product.sum(), clearing: variables) }
      return product.elements.reduce(0.0) { $0 + Double($1) }
    }
    for x in batches.dropLast() { _ = loss(x, .training, differentiate: false) }
    let memory = variables.states.map { Array($0.block.bytes) }
    func forget() {
      for (state, bytes) in zip(variables.states, memory) { state.block.bytes.copyBytes(from: bytes) }
    }
    let x = batches.last!
    _ = loss(x, mode, differentiate: true)
    let gradient = Array(x.gradients.floats).map(Double.init)
    let scale = gradient.map(abs).max()!
    let step: Float = 0.01
    for index in 0..<x.shape.count {
      let value = x.values.floats[index]
      x.values.floats[index] = value + step
      forget()
      let above = loss(x, mode, differentiate: false)
      x.values.floats[index] = value - step
      forget()
      let below = loss(x, mode, differentiate: false)
      x.values.floats[index] = value
      let difference = (above - below) / Double(2 * step)
      #expect(
        abs(gradient[index] - difference) < 2e-3 + 5e-3 * scale,
        "\(method), \(semantics), \(mode), \(batchesBefore) before: element \(index): \(gradient[index]), not \(difference)"
      )
    }
  }
}
