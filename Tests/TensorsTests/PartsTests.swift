import Testing

@testable import Tensors

@Suite struct PartsTests {
  private let rows = 10
  private let columns = 48
  private let limit = 4

  private func varied(_ count: Int) -> Block {
    let block = Block(.float32, count: count)
    for index in 0..<count { block.floats[index] = Float((index * 37) % 101) / 50 - 1 }
    return block
  }

  /// Two layers on a batch, as a whole or in parts of 4, 4 and 2 rows; each part of the input has a block of its own.
  private func output(outputs: Int, inParts: Bool, on tape: Tape) -> Tensor {
    let input = varied(rows * columns)
    let (first, second) = (varied(columns * columns), varied(columns * outputs))
    let w1 = tape.tensor(first, [columns, columns]), w2 = tape.tensor(second, [columns, outputs])
    guard inParts else {
      return tape.tensor(input, [rows, columns]).linear(w1).tanh().linear(w2, activation: .relu)
    }
    let hidden = tape.inParts(of: limit, rows: rows, columns: columns) { range in
      let part = Block(within: input, offset: range.lowerBound * columns, count: range.count * columns)
      return tape.tensor(part, [range.count, columns]).linear(w1)
    }
    return hidden.tanh().replacedInParts(of: limit, columns: outputs) { $0.linear(w2, activation: .relu) }
  }

  @Test(arguments: [48, 3]) func partsGiveTheBitsOfTheWhole(outputs: Int) {
    let (whole, parts) = (Tape(gradients: false), Tape(gradients: false))
    let expected = output(outputs: outputs, inParts: false, on: whole).elements
    #expect(output(outputs: outputs, inParts: true, on: parts).elements == expected)
  }

  @Test(arguments: [48, 3]) func compiledPartsGiveTheSameBits(outputs: Int) throws {
    let (whole, result) = (Tape(gradients: false), Block(.float32, count: rows * outputs))
    let expected = output(outputs: outputs, inParts: false, on: whole).elements
    let step = CompiledStep("parts", gradients: false) { tape in
      self.output(outputs: outputs, inParts: true, on: tape).copy(to: result)
    }
    try step.run()
    #expect(Array(result.floats) == expected)
  }

  @Test func oneMatrixAndAPartOfTheNextAreInMemory() throws {
    let result = Block(.float32, count: rows * columns)
    let step = CompiledStep("parts", gradients: false) { tape in
      self.output(outputs: self.columns, inParts: true, on: tape).copy(to: result)
    }
    try step.run()
    #expect(try #require(step.arenaByteCount) == (rows + limit) * columns * 4)
  }
}
