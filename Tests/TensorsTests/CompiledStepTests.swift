import Tensors
import TestSupport
import Testing

@Suite struct CompiledStepTests {
  @Test func changesInBlocksReachEveryRun() throws {
    let (input, output) = (Block.of([1, 2, 3] as [Float]), Block(.float32, count: 3))
    let step = CompiledStep("double") { $0.tensor(input, [3]).scaled(by: 2).copy(to: output) }
    for run in 1...4 {
      input.floats[0] = Float(run)
      try step.run()
      #expect(Array(output.floats) == [2 * Float(run), 4, 6])
    }
  }

  @Test func theBodyRunsOnTheFirstTwoCallsOnly() throws {
    var looks = 0
    let block = Block(.float32, count: 1)
    let step = CompiledStep("count") { tape in
      looks += 1
      tape.constant(1, [1]).copy(to: block)
    }
    #expect(step.arenaByteCount == nil)
    for _ in 1...5 { try step.run() }
    #expect(looks == 2)
    #expect(step.arenaByteCount == 64)
  }

  @Test func everyRunDrawsTheRandomNumbersThatAnEagerTapeWouldDraw() throws {
    let (eager, compiled) = (RandomStream(seed: 1, name: "noise"), RandomStream(seed: 1, name: "noise"))
    let output = Block(.float32, count: 20)
    let step = CompiledStep("draw") { $0.normal([20], compiled).copy(to: output) }
    for _ in 1...4 {
      try step.run()
      #expect(Array(output.floats) == Tape().normal([20], eager).elements)
    }
  }

  @Test func aChangedNumberIsNamedInTheError() throws {
    var rate = 1.0
    let block = Block.of([1, 2, 3, 4] as [Float])
    let step = CompiledStep("train") { tape in
      tape.tensor(block, [4]).tanh().scaled(by: rate).copy(to: block)
      rate += 1
    }
    try step.run()
    let error = #expect(throws: CaptureError.self) { try step.run() }
    #expect(
      error?.description == """
        the step train cannot be compiled: its operation 1 was scaleShift(s2, s1; 4, 1.0, 0.0) on the first \
        call and scaleShift(s2, s1; 4, 2.0, 0.0) on the second. Keep what changes from call to call in a block.
        """)
  }

  @Test func aLongerRecordingIsNamedInTheError() throws {
    var runs = 0
    let block = Block.of([1, 2] as [Float])
    let step = CompiledStep("grow") { tape in
      runs += 1
      for _ in 1...runs { tape.tensor(block, [2]).exp().copy(to: block) }
    }
    try step.run()
    let error = #expect(throws: CaptureError.self) { try step.run() }
    #expect(error?.index == 2)
    #expect(error?.first == nil)
    #expect(error?.second == "exp(s2, s0; 2)")
    #expect(error?.description.contains("its operation 2 was absent on the first call and exp") == true)
  }

  @Test func anotherBlockIsNamedInTheError() throws {
    let output = Block(.float32, count: 2)
    let step = CompiledStep("evaluate") { tape in
      tape.tensor(Block(.float32, count: 2), [2]).exp().copy(to: output)
    }
    try step.run()
    let error = #expect(throws: CaptureError.self) { try step.run() }
    #expect(
      error?.description == """
        the step evaluate cannot be compiled: its operation 0 was exp(s1, s0; 2) on the first call and \
        exp(s1, s0; 2) with another block as s0 on the second. Keep what changes from call to call in a block.
        """)
  }

  @Test func aStepThatNeverGoesBackLeavesNoTapeBehind() throws {
    weak var watched: Tape?
    let variables = Variables.spread([[3]], over: -1...1)
    let step = CompiledStep("evaluate") { tape in
      watched = tape
      _ = tape.tensor(variables.parameters[0]).exp()
    }
    try step.run()
    #expect(watched == nil)
  }

  /// Expressions that use their parts several times, which would show a value that is overwritten too early.
  @Test(arguments: 0..<40) func randomExpressionsGiveTheEagerBits(_ seed: Int) throws {
    let variables = Variables.spread([[4, 6], [4, 6], [6, 6]], over: 0.2...1.1)
    let value = Block(.float32, count: 1)
    func record(_ tape: Tape) {
      let loss = RandomExpression(seed: seed).record(variables.parameters.map(tape.tensor))
      loss.copy(to: value)
      tape.backward(from: loss, clearing: variables)
    }
    func bits() -> [UInt32] { (Array(variables.gradients.floats) + Array(value.floats)).map(\.bitPattern) }
    record(Tape())
    let eager = bits()
    let step = CompiledStep("random", body: record)
    for _ in 1...3 {
      variables.gradients.floats.update(repeating: 0)
      value.floats[0] = 0
      try step.run()
      #expect(bits() == eager)
    }
  }
}

/// A scalar expression of 25 random operations on tensors `[4, 6]`, and products with the third, `[6, 6]`.
private struct RandomExpression {
  let seed: Int

  func record(_ parameters: [Tensor]) -> Tensor {
    var random = RandomStream(seed: seed, name: "expression")
    var values = [parameters[0], parameters[1]]
    for _ in 1...25 {
      let (a, b) = (values.randomElement(using: &random)!, values.randomElement(using: &random)!)
      values.append(operation(Int.random(in: 0..<12, using: &random), a, b, weight: parameters[2]))
    }
    return values.suffix(3).reduce(values[2], +).mean()
  }

  private func operation(_ number: Int, _ a: Tensor, _ b: Tensor, weight: Tensor) -> Tensor {
    switch number {
    case 0: (a + b).scaled(by: 0.5)
    case 1: a - b
    case 2: a * b
    case 3: a / b.sigmoid()
    case 4: a.tanh()
    case 5: a.scaled(by: -0.7, plus: 0.1)
    case 6: a.minimum(b)
    case 7: a.clamped(to: -0.5...0.8)
    case 8: a.linear(weight, activation: .relu).tanh()
    case 9: a.logSoftmax()
    case 10: .joined([a.slice(axis: 1, 0..<2), b.slice(axis: 1, 2..<6)], axis: 1)
    default: a * b.sum(axis: 0, scale: 0.2)
    }
  }
}
