import Tensors

/// A gated recurrent unit, inputs `[batch, inputs]` and states `[batch, hidden]`
/// (Cho et al., EMNLP 2014, in the form of PyTorch's GRUCell):
/// ```
/// r, z = sigmoid(x W + b + h U + c), the first two thirds of the columns
/// n    = tanh(x W + b + r · (h U + c)), the last third
/// h'   = (1 - z) · n + z · h
/// ```
/// All four arrays are drawn uniformly on ±1/√hidden.
public struct GRUCell {
  private let input: Linear
  private let hidden: Linear
  private let width: Int

  /// Declares `name.input` and `name.hidden`, a weight of three gates and a bias each.
  public init(_ inputs: Int, _ hidden: Int, in variables: Variables, name: String) {
    (input, self.hidden) = Linear.recurrentPair(inputs, hidden, gates: 3, in: variables, name: name)
    width = hidden
  }

  /// The state of zeros that a sequence starts from.
  public func start(_ tape: Tape, batch: Int) -> Tensor { tape.constant(0, [batch, width]) }

  /// The next state.
  public func callAsFunction(_ x: Tensor, _ state: Tensor) -> Tensor {
    Tensor.gruCell(fromInput: input(x), fromHidden: hidden(state), hidden: state)
  }
}
