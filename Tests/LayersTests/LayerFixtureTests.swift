import Layers
import Tensors
import TestSupport
import Testing

/// Every case of `layers.json`, whatever the file holds: a kind of layer that is not known fails.
@Suite(.fixtures(LayerCase.fileName)) struct LayerFixtureTests {
  @Test(arguments: LayerCase.all) func outputsAndGradientsAreTheRecordedOnes(_ fixture: LayerCase) {
    if fixture.layer == "GAE" { return expectAdvantages(of: fixture) }
    guard let run = LayerRun(fixture) else { return }
    let tape = Tape()
    let (outputs, loss) = run.record(on: tape)
    for (name, want) in fixture.outputs.merging(fixture.intermediate ?? [:], uniquingKeysWith: { first, _ in first }) {
      guard let output = outputs[name] else {
        #expect(fixture.outputs[name] == nil, "\(fixture.name): the output \(name) is not computed")
        continue
      }
      LayerCase.tolerance.expect(
        output.elements, near: run.model.arranged(name, want).data, "\(fixture.name): \(name)")
    }
    LayerCase.tolerance.expect(loss.elements, near: [fixture.loss!], "\(fixture.name): the loss")
    for (name, want) in fixture.grads! {
      LayerCase.tolerance.expect(
        run.gradient(name), near: run.model.arranged(name, want).data, "\(fixture.name): the gradient of \(name)")
    }
  }

  @Test(arguments: LayerCase.all.filter { $0.layer != "GAE" })
  func aCompiledStepGivesTheSameBits(_ fixture: LayerCase) throws {
    guard let run = LayerRun(fixture) else { return }
    _ = run.record(on: Tape())
    let eager = run.variables.parameters.map { $0.gradients.floats.map(\.bitPattern) }
    let step = CompiledStep(fixture.name) { tape in _ = run.record(on: tape) }
    for _ in 1...3 {
      for parameter in run.variables.parameters { parameter.gradients.floats.update(repeating: .nan) }
      try step.run()
      for (parameter, eager) in zip(run.variables.parameters, eager) {
        #expect(parameter.gradients.floats.map(\.bitPattern) == eager, "the gradient of \(parameter.name)")
      }
    }
  }

  private func expectAdvantages(of fixture: LayerCase) {
    let generalized = GeneralizedAdvantage(
      discount: Float(fixture.number("discount")), lambda: Float(fixture.number("gae_lambda")))
    func block(_ name: String) -> Block { .of(fixture.input(name).floats) }
    let rewards = block("rewards")
    let (advantages, returns) = (Block(.float32, count: rewards.count), Block(.float32, count: rewards.count))
    generalized.estimate(
      GeneralizedAdvantage.Experience(
        rewards: rewards, values: block("values"), masks: block("masks"), nextValues: block("next_value"),
        lastMasks: block("last_mask")),
      advantages: advantages, returns: returns)
    for (name, got) in ["advantages": Array(advantages.floats), "returns": Array(returns.floats)] {
      LayerCase.tolerance.expect(got, near: fixture.outputs[name]!.data, "\(fixture.name): \(name)")
    }
  }
}
