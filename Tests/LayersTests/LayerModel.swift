import Layers
import Tensors
import TestSupport

/// How a case of `layers.json` is computed with our layers, and where its arrays are among our variables.
struct LayerModel {
  /// Our parameter for each of the case's.
  var parameters: [String: String] = [:]
  /// The order of axes that turns one of the case's arrays into ours, where it is not the usual one: matrices among
  /// the parameters are transposed, all else is the same.
  var orders: [String: [Int]] = [:]
  /// The outputs and intermediate values by the case's names.
  let run: (LayerInputs) -> [String: Tensor]

  /// The case's array as ours.
  func arranged(_ name: String, _ tensor: FixtureTensor) -> FixtureTensor {
    if let order = orders[name] { return tensor.permuted(order) }
    return parameters[name] != nil && tensor.shape.count == 2 ? tensor.permuted([1, 0]) : tensor
  }
}

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
