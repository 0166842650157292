import Layers
import Tensors
import TestSupport
import Testing

/// Every case of `layers.json`. An unknown kind of layer fails.
@Suite struct LayerFixtureTests {
  @Test(arguments: try LayerCase.file.get().cases.all)
  func outputsAndGradientsAreTheRecordedOnes(_ recorded: FixtureCase<LayerCase>) throws {
    let (fixture, tolerance) = (try recorded.contents(), try LayerCase.file.get().tolerance.float32)
    if fixture.layer == "GAE" { return try expectAdvantages(of: fixture, tolerance) }
    let run = try LayerRun(fixture)
    let (outputs, loss) = run.record(on: Tape())
    for (name, want) in run.expectedOutputs {
      guard let output = outputs[name] else { continue }
      tolerance.expect(output.elements, near: want.data, "\(fixture.name): \(name)")
    }
    tolerance.expect(loss.elements, near: [try #require(fixture.loss)], "\(fixture.name): the loss")
    for (name, want) in run.expectedGradients {
      tolerance.expect(run.gradient(name), near: want.data, "\(fixture.name): the gradient of \(name)")
    }
  }

  @Test(arguments: try LayerCase.file.get().cases.all)
  func aCompiledStepGivesTheSameBits(_ recorded: FixtureCase<LayerCase>) throws {
    let fixture = try recorded.contents()
    if fixture.layer == "GAE" { return }
    let run = try LayerRun(fixture)
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

  private func expectAdvantages(of fixture: LayerCase, _ tolerance: Tolerance) throws {
    let generalized = GeneralizedAdvantage(
      discount: Float(try fixture.number("discount")), lambda: Float(try fixture.number("gae_lambda")))
    let shape = try fixture.shape(ofInput: "rewards", rank: 2)
    func block(_ name: String, _ wanted: [Int]) throws -> Block {
      let tensor = try #require(fixture.inputs[name], "\(fixture.name): there is no input \(name)")
      try requireFixture(tensor.shape == wanted, "\(fixture.name): \(name) is \(tensor.shape), expected \(wanted)")
      return .of(tensor.floats)
    }
    let rewards = try block("rewards", shape)
    let (advantages, returns) = (Block(.float32, count: rewards.count), Block(.float32, count: rewards.count))
    generalized.estimate(
      GeneralizedAdvantage.Experience(
        rewards: rewards, values: try block("values", shape), masks: try block("masks", shape),
        nextValues: try block("next_value", [shape[1]]), lastMasks: try block("last_mask", [shape[1]])),
      advantages: advantages, returns: returns)
    for (name, got) in ["advantages": Array(advantages.floats), "returns": Array(returns.floats)] {
      let want = try #require(fixture.outputs[name], "\(fixture.name): there is no output \(name)")
      tolerance.expect(got, near: want.data, "\(fixture.name): \(name)")
    }
  }
}
