import Layers
import Tensors
import TestSupport
import Testing

/// Every layer starts like PyTorch's: the same parameters, shapes and bounds.
@Suite struct InitializationTests {
  private func parameters(_ declare: (Variables) -> Void) -> [String: Parameter] {
    let variables = Variables()
    declare(variables)
    variables.layOut(seed: 1)
    return variables.parameters.reduce(into: [:]) { $0[$1.name] = $1 }
  }

  /// The largest of 400 or more values is within 5 % of the bound and not beyond it.
  private func expectUniform(_ parameter: Parameter?, _ shape: Shape, _ bound: Float) throws {
    let parameter = try #require(parameter)
    let values = parameter.values.floats
    #expect(parameter.shape == shape)
    #expect(values.allSatisfy { abs($0) <= bound }, "\(parameter.name)")
    guard values.count >= 400 else { return }
    #expect(values.max()! > 0.95 * bound && values.min()! < -0.95 * bound, "\(parameter.name)")
  }

  @Test func linearLayers() throws {
    let made = parameters { _ = Linear(100, 400, in: $0, name: "fc") }
    #expect(Set(made.keys) == ["fc.weight", "fc.bias"])
    try expectUniform(made["fc.weight"], [100, 400], 0.1)
    try expectUniform(made["fc.bias"], [400], 0.1)
  }

  @Test func linearLayersOfUnitRowsHaveABiasOfZero() {
    let made = parameters {
      _ = Linear(4, 3, initial: .unitNorm(axis: 0, rows: 4, columns: 3), in: $0, name: "fc")
    }
    #expect(Array(made["fc.bias"]!.values.floats) == [0, 0, 0])
  }

  @Test func weightNormStartsAtTheLengthOfTheDirections() {
    let made = parameters { _ = Linear(3, 2, weightNorm: true, in: $0, name: "fc") }
    let weight = made["fc.weight"]!.values.floats
    for column in 0..<2 {
      let length = stride(from: column, to: 6, by: 2).reduce(Float(0)) { $0 + weight[$1] * weight[$1] }.squareRoot()
      #expect(abs(made["fc.gain"]!.values.floats[column] - length) < 1e-6)
    }
  }

  @Test func recurrentCells() throws {
    let made = parameters {
      _ = RecurrentCell(20, 100, in: $0, name: "rnn")
      _ = LSTMCell(20, 100, in: $0, name: "lstm")
      _ = GRUCell(20, 100, in: $0, name: "gru")
    }
    #expect(made.count == 12)
    for (name, gates) in ["rnn": 1, "lstm": 4, "gru": 3] {
      try expectUniform(made[name + ".input.weight"], [20, 100 * gates], 0.1)
      try expectUniform(made[name + ".hidden.weight"], [100, 100 * gates], 0.1)
      try expectUniform(made[name + ".input.bias"], [100 * gates], 0.1)
      try expectUniform(made[name + ".hidden.bias"], [100 * gates], 0.1)
    }
  }

  @Test func convolutions() throws {
    let made = parameters { _ = Convolution(25, 64, kernel: 2, in: $0, name: "conv") }
    try expectUniform(made["conv.weight"], [100, 64], 0.1)
    try expectUniform(made["conv.bias"], [64], 0.1)
  }

  @Test func embeddings() {
    let table = parameters { _ = Embedding(100, 50, in: $0, name: "words") }["words.weight"]!
    let squares = table.values.floats.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(table.shape == [100, 50])
    #expect(abs(squares / 5000 - 1) < 0.1)
  }
}
