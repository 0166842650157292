public import Tensors

/// A recurrent cell: h' = tanh(x W + b + h U + c), inputs `[batch, inputs]` and states `[batch, hidden]`
/// (Elman, Cognitive Science 14, 1990; PyTorch's RNNCell with its two biases).
///
/// All four arrays are drawn uniformly on ±1/√hidden, PyTorch's default for recurrent cells.
public struct RecurrentCell {
  private let input: Linear
  private let hidden: Linear
  private let width: Int

  /// Declares `name.input` and `name.hidden`, each a weight and a bias, and a gain with `weightNorm`.
  public init(_ inputs: Int, _ hidden: Int, weightNorm: Bool = false, in variables: Variables, name: String) {
    (input, self.hidden) = Linear.recurrentPair(
      inputs, hidden, gates: 1, weightNorm: weightNorm, in: variables, name: name)
    width = hidden
  }

  /// The state of zeros that a sequence starts from.
  public func start(_ tape: Tape, batch: Int) -> Tensor { tape.constant(0, [batch, width]) }

  /// The input's part of the sums, `[batch, hidden]`, computed once where several steps see the same input.
  public func projected(_ x: Tensor) -> Tensor { input(x) }

  /// The next state, from the input's part of the sums and the state.
  public func callAsFunction(projected: Tensor, _ state: Tensor) -> Tensor { (projected + hidden(state)).tanh() }
}

extension Linear {
  /// The two linear layers of a recurrent cell, for the input and for the state. Each has a bias and the columns of all
  /// gates. All values are drawn uniformly on ±1/√hidden.
  static func recurrentPair(
    _ inputs: Int, _ hidden: Int, gates: Int, weightNorm: Bool, in variables: Variables, name: String
  ) -> (input: Linear, hidden: Linear) {
    let bound = 1 / Float(hidden).squareRoot()
    let columns = gates * hidden
    return (
      Linear(inputs, columns, bound: bound, weightNorm: weightNorm, in: variables, name: name + ".input"),
      Linear(hidden, columns, bound: bound, weightNorm: weightNorm, in: variables, name: name + ".hidden")
    )
  }
}
