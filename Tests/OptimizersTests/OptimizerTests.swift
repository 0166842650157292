import Optimizers
import Tensors
import TestSupport
import Testing

@Suite struct OptimizerTests {
  private func variables() -> Variables { .spread([[3], [20]], over: -1...2) }

  private func optimizers(_ variables: Variables) -> [any Optimizer] {
    [
      StochasticGradientDescent(variables, learningRate: 0.1, momentum: 0.9),
      Adam(variables, learningRate: 0.1), RMSProp(variables, learningRate: 0.1),
    ]
  }

  @Test func aChangedLearningRateReachesACompiledUpdate() throws {
    let variables = variables()
    let optimizer = StochasticGradientDescent(variables, learningRate: 0.5)
    let update = CompiledStep("update", gradients: false) { optimizer.update(on: $0) }
    variables.parameters[0].gradients.floats.update(repeating: 1)
    for _ in 1...3 { try update.run() }
    let before = Array(variables.parameters[0].values.floats)
    optimizer.learningRate = 0.25
    try update.run()
    #expect(zip(before, variables.parameters[0].values.floats).allSatisfy { $0 - 0.25 == $1 })
  }

  @Test func afterAResetAdamTakesItsFirstStepAgain() throws {
    let variables = variables()
    let adam = Adam(variables, learningRate: 0.1)
    let update = CompiledStep("update", gradients: false) { adam.update(on: $0) }
    variables.parameters[1].gradients.floats.update(repeating: -2)
    let start = Array(variables.values.floats)
    try update.run()
    let first = Array(variables.values.floats)
    for _ in 1...3 { try update.run() }
    adam.reset()
    _ = variables.values.floats.update(fromContentsOf: start)
    try update.run()
    #expect(Array(variables.values.floats) == first)
  }

  @Test func thePaddingBetweenParametersStaysZero() {
    let variables = variables()
    for optimizer in optimizers(variables) {
      variables.parameters[0].gradients.floats.update(repeating: 3)
      variables.parameters[1].gradients.floats.update(repeating: -2)
      optimizer.update(on: Tape(gradients: false), clip: GradientClip(variables, maximumNorm: 1))
    }
    for block in [variables.values, variables.gradients]
      + variables.states.filter({ $0.block.element == .float32 }).map(\.block)
    {
      #expect(block.floats[3..<16].allSatisfy { $0 == 0 })
      #expect(block.floats[36...].allSatisfy { $0 == 0 })
    }
  }

  @Test func aGradientOfZerosIsClippedToZerosAndMovesNothing() {
    let variables = variables()
    let before = Array(variables.values.floats)
    let clip = GradientClip(variables, maximumNorm: 1)
    StochasticGradientDescent(variables, learningRate: 1).update(on: Tape(gradients: false), clip: clip)
    #expect(clip.lastNorm == 0)
    #expect(Array(variables.values.floats) == before)
  }

  @Test func clippingLeavesTheGradientsAsTheyWere() {
    let variables = variables()
    variables.parameters[0].gradients.floats.update(repeating: 3)
    Adam(variables, learningRate: 0.1).update(
      on: Tape(gradients: false), clip: GradientClip(variables, maximumNorm: 0.1))
    #expect(Array(variables.parameters[0].gradients.floats) == [3, 3, 3])
  }
}
