/// Everything that a model keeps from step to step: its parameters in one block, their gradients in another, and states
/// (histories, running statistics, an optimizer's moments). Updating, clipping and saving are therefore a few calls
/// each.
///
/// ```
/// values    │ fc1.weight      │ fc1.bias ··│ fc2.weight      │ ···      each padded with zeros to 64 bytes
/// gradients │ fc1.weight      │ fc1.bias ··│ fc2.weight      │ ···      the same offsets
/// states    │ fc1.rn.history │   │ sgd.velocity … │                      a block each
/// ```
/// Layers declare their parameters first; `layOut` then places them. Initial values come from random streams named by
/// seed and parameter, so that a parameter of the same name and shape starts with the same values in every model.
public final class Variables {
  /// The parameters in the order of their declaration.
  public private(set) var parameters: [Parameter] = []
  /// The states in the order of their declaration.
  public private(set) var states: [State] = []
  private var initializers: [Initializer] = []
  private var blocks: (values: Block, gradients: Block)?

  /// No variables.
  public init() {}

  /// Declares a parameter; `name` must be new.
  public func parameter(_ name: String, _ shape: Shape, initial: Initializer) -> Parameter {
    precondition(blocks == nil, "\(name) is declared after the parameters were laid out")
    precondition(!parameters.contains { $0.name == name }, "two parameters are called \(name)")
    let parameter = Parameter(name: name, shape: shape)
    parameters.append(parameter)
    initializers.append(initial)
    return parameter
  }

  /// Makes a state of zeros; `name` must be new.
  public func state(_ name: String, _ element: Block.Element, count: Int) -> State {
    precondition(!states.contains { $0.name == name }, "two states are called \(name)")
    let state = State(name: name, block: Block(element, count: count))
    states.append(state)
    return state
  }

  /// Places all parameters and draws their initial values.
  public func layOut(seed: Int) {
    precondition(blocks == nil, "the parameters are laid out already")
    let widths = parameters.map { Block.padded($0.shape.count * 4) / 4 }
    let total = widths.reduce(0, +)
    let values = Block(.float32, count: total)
    let gradients = Block(.float32, count: total)
    var offset = 0
    for ((parameter, initializer), width) in zip(zip(parameters, initializers), widths) {
      let count = parameter.shape.count
      parameter.place(
        values: Block(within: values, offset: offset, count: count),
        gradients: Block(within: gradients, offset: offset, count: count))
      initializer.fill(parameter.values, RandomStream(seed: seed, name: "initial/" + parameter.name))
      offset += width
    }
    blocks = (values, gradients)
  }

  /// All parameters' values, with the zeros between them.
  public var values: Block { placed.values }

  /// All parameters' gradients, at the offsets of the values.
  public var gradients: Block { placed.gradients }

  private var placed: (values: Block, gradients: Block) {
    guard let blocks else { preconditionFailure("the parameters are not laid out yet: call layOut first") }
    return blocks
  }
}

/// An array that training changes, with its gradient.
public final class Parameter {
  /// The name: `fc1.weight`.
  public let name: String
  /// The extents.
  public let shape: Shape
  private var blocks: (values: Block, gradients: Block)?

  init(name: String, shape: Shape) {
    self.name = name
    self.shape = shape
  }

  func place(values: Block, gradients: Block) { blocks = (values, gradients) }

  /// The values. Use them after `Variables.layOut`.
  public var values: Block { placed.values }

  /// The gradient of the last `Tape.backward`. Use it after `Variables.layOut`.
  public var gradients: Block { placed.gradients }

  private var placed: (values: Block, gradients: Block) {
    guard let blocks else { preconditionFailure("\(name) is used before Variables.layOut") }
    return blocks
  }
}

/// A named block that steps change without a gradient: a history, a running mean, an optimizer's moment.
public struct State {
  /// The name: `fc1.rn.history`.
  public let name: String
  /// The memory.
  public let block: Block
}
