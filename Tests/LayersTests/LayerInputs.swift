import Tensors
import TestSupport

/// The inputs of a case on a tape, by name.
struct LayerInputs {
  let tape: Tape
  private let variables: Variables
  private let constants: [String: (block: Block, shape: Shape)]

  init(tape: Tape, variables: Variables, constants: [String: (block: Block, shape: Shape)]) {
    self.tape = tape
    self.variables = variables
    self.constants = constants
  }

  subscript(name: String) -> Tensor {
    if let (block, shape) = constants[name] { return tape.tensor(block, shape) }
    return tape.tensor(variables.parameter(named: LayerInputs.prefix + name))
  }

  /// Inputs with a gradient are parameters under this prefix.
  static let prefix = "input."
}
