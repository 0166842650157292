import Tensors
import TestSupport
import Testing

/// A case's model with the case's parameters and inputs in it, ready to be recorded.
struct LayerRun {
  let variables = Variables()
  let model: LayerModel
  private let fixture: LayerCase
  private let constants: [String: (block: Block, shape: Shape)]
  private let weights: [String: Block]

  /// Records an issue and answers nil for a kind of layer that is not known.
  init?(_ fixture: LayerCase) {
    guard let model = LayerModel.of(fixture, in: variables) else {
      Issue.record("\(fixture.name): there is no model for the kind of layer \(fixture.layer); add one to LayerModel")
      return nil
    }
    self.model = model
    self.fixture = fixture
    var constants: [String: (block: Block, shape: Shape)] = [:]
    for (name, tensor) in fixture.inputs.sorted(by: { $0.key < $1.key }) {
      let ours = model.arranged(name, tensor)
      if LayerRun.integerInputs.contains(name) {
        constants[name] = (.of(ours.integers), Shape(ours.shape))
      } else if fixture.grads?[name] != nil {
        _ = variables.parameter(LayerInputs.prefix + name, Shape(ours.shape), initial: .values(ours.floats))
      } else {
        constants[name] = (.of(ours.floats), Shape(ours.shape))
      }
    }
    self.constants = constants
    weights = (fixture.weights ?? [:]).reduce(into: [:]) { $0[$1.key] = .of(model.arranged($1.key, $1.value).floats) }
    variables.layOut(seed: 0)
    for (name, tensor) in fixture.params {
      let values = model.arranged(name, tensor).floats
      _ = parameter(name).values.floats.update(fromContentsOf: values)
    }
  }

  /// Records the outputs, the loss and the gradients.
  func record(on tape: Tape) -> (outputs: [String: Tensor], loss: Tensor) {
    let outputs = model.run(LayerInputs(tape: tape, variables: variables, constants: constants))
    let terms = weights.keys.sorted().map { name in
      (outputs[name]!.reshaped([outputs[name]!.shape.count]) * tape.tensor(weights[name]!, [weights[name]!.count]))
        .sum()
    }
    let loss = terms.dropFirst().reduce(terms.first ?? outputs["loss"]!, +)
    tape.backward(from: loss, clearing: variables)
    return (outputs, loss)
  }

  /// The gradient of an input or parameter by the case's name.
  func gradient(_ name: String) -> [Float] { Array(parameter(name).gradients.floats) }

  private func parameter(_ name: String) -> Parameter {
    variables.parameter(named: model.parameters[name] ?? LayerInputs.prefix + name)
  }

  private static let integerInputs: Set<String> = ["labels", "index", "actions"]
}
