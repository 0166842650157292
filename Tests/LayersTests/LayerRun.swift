import Tensors
import TestSupport

/// A case's model with the case's parameters and inputs in it, ready to be recorded.
struct LayerRun {
  let variables = Variables()
  /// The outputs and intermediate values that the case states, as ours.
  let expectedOutputs: [String: FixtureTensor]
  /// The gradients that the case states, as ours.
  let expectedGradients: [String: FixtureTensor]
  private let model: LayerModel
  private var constants: [String: (block: Block, shape: Shape)] = [:]
  private let weights: [String: Block]

  /// Throws `FixtureError` for an unknown kind of layer, and if the case's arrays do not fit together.
  init(_ fixture: LayerCase) throws {
    do {
      guard let model = try LayerModel.of(fixture, in: variables) else {
        throw FixtureError("there is no model for the kind of layer \(fixture.layer); add one to LayerModel")
      }
      self.model = model
      expectedOutputs = try fixture.outputs.merging(fixture.intermediate ?? [:]) { first, _ in first }
        .reduce(into: [:]) { $0[$1.key] = try model.arranged($1.key, $1.value) }
      expectedGradients = try (fixture.grads ?? [:]).reduce(into: [:]) {
        $0[$1.key] = try model.arranged($1.key, $1.value)
      }
      weights = try (fixture.weights ?? [:]).reduce(into: [:]) {
        $0[$1.key] = .of(try model.arranged($1.key, $1.value).floats)
      }
      try declareInputs(of: fixture)
      variables.layOut(seed: 0)
      try setParameters(of: fixture)
      try checkOutputs(of: fixture)
    } catch let error as FixtureError {
      throw FixtureError("\(fixture.name): \(error.description)")
    }
  }

  /// Records the outputs, the loss and the gradients.
  func record(on tape: Tape) -> (outputs: [String: Tensor], loss: Tensor) {
    let outputs = outputs(on: tape)
    let terms = weights.keys.sorted().map { name in
      (outputs[name]!.reshaped([outputs[name]!.shape.count]) * tape.tensor(weights[name]!, [weights[name]!.count]))
        .sum()
    }
    let loss = terms.dropFirst().reduce(terms.first ?? outputs["loss"]!, +)
    tape.backward(from: loss, clearing: variables)
    return (outputs, loss)
  }

  /// The gradient of an input or parameter by the case's name.
  func gradient(_ name: String) -> [Float] { Array(variables.parameter(named: ourName(of: name)).gradients.floats) }

  private func outputs(on tape: Tape) -> [String: Tensor] {
    model.run(LayerInputs(tape: tape, variables: variables, constants: constants))
  }

  private func ourName(of name: String) -> String { model.parameters[name] ?? LayerInputs.prefix + name }

  private mutating func declareInputs(of fixture: LayerCase) throws {
    try requireFixture(
      Set(fixture.inputs.keys) == Set(model.inputs.keys),
      "the inputs are \(fixture.inputs.keys.sorted()), expected \(model.inputs.keys.sorted())")
    for (name, tensor) in fixture.inputs.sorted(by: { $0.key < $1.key }) {
      let shape = model.inputs[name]!
      try requireFixture(tensor.shape == shape, "\(name) is \(tensor.shape), expected \(shape)")
      let ours = try model.arranged(name, tensor)
      if let limit = model.limits[name] {
        constants[name] = (.of(try ours.indices(below: limit)), Shape(ours.shape))
      } else if fixture.grads?[name] != nil {
        _ = variables.parameter(LayerInputs.prefix + name, Shape(ours.shape), initial: .values(ours.floats))
      } else {
        constants[name] = (.of(ours.floats), Shape(ours.shape))
      }
    }
  }

  private func setParameters(of fixture: LayerCase) throws {
    let declared = variables.parameters.filter { !$0.name.hasPrefix(LayerInputs.prefix) }
    for parameter in declared {
      let name = model.parameters.first { $0.value == parameter.name }?.key
      guard let name, let tensor = fixture.params[name] else {
        throw FixtureError("there is no value for our parameter \(parameter.name)")
      }
      let ours = try model.arranged(name, tensor)
      let fits =
        model.orders[name] == nil ? ours.shape == parameter.shape.extents : ours.data.count == parameter.shape.count
      try requireFixture(fits, "\(name) has the shape \(tensor.shape), and our parameter \(parameter.shape)")
      _ = parameter.values.floats.update(fromContentsOf: ours.floats)
    }
    try requireFixture(
      fixture.params.count == declared.count, "\(fixture.params.count) parameters, expected \(declared.count)")
  }

  /// Records the model once without computing, to learn its outputs.
  private func checkOutputs(of fixture: LayerCase) throws {
    let outputs = outputs(on: Tape(gradients: false, executes: false))
    for name in fixture.outputs.keys { try requireFixture(outputs[name] != nil, "the output \(name) is not computed") }
    for (name, weights) in weights {
      let count = outputs[name]?.shape.count
      try requireFixture(count == weights.count, "\(weights.count) weights for the output \(name)")
    }
    try requireFixture(!weights.isEmpty || outputs["loss"]?.shape.count == 1, "there are neither weights nor a loss")
    let differentiable = Set(variables.parameters.map(\.name))
    for name in expectedGradients.keys {
      try requireFixture(
        differentiable.contains(ourName(of: name)), "there is a gradient of \(name), which is no input")
    }
    try requireFixture(!expectedGradients.isEmpty, "there are no gradients")
  }
}
