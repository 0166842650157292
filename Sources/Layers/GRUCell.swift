public import Tensors

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

  /// Declares `name.input` and `name.hidden`, each a weight of three gates and a bias, and a gain with `weightNorm`.
  public init(_ inputs: Int, _ hidden: Int, weightNorm: Bool = false, in variables: Variables, name: String) {
    (input, self.hidden) = Linear.recurrentPair(
      inputs, hidden, gates: 3, weightNorm: weightNorm, in: variables, name: name)
    width = hidden
  }

  /// The state of zeros that a sequence starts from.
  public func start(_ tape: Tape, batch: Int) -> Tensor { tape.constant(0, [batch, width]) }

  /// The input's part of the sums, `[batch, 3 · hidden]`, computed once where several steps see the same input.
  public func projected(_ x: Tensor) -> Tensor { input(x) }

  /// The next state, from the input's part of the sums and the state.
  public func callAsFunction(projected: Tensor, _ state: Tensor) -> Tensor {
    Tensor.gruCell(fromInput: projected, fromHidden: hidden(state), hidden: state)
  }

  /// The next state.
  public func callAsFunction(_ x: Tensor, _ state: Tensor) -> Tensor { self(projected: projected(x), state) }
}
