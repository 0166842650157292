public import Tensors

/// A long short-term memory cell, inputs `[batch, inputs]` and states `[batch, hidden]`
/// (Hochreiter and Schmidhuber, Neural Computation 9, 1997, with forget gates; PyTorch's LSTMCell with its two biases):
/// ```
/// i, f, g, o = columns of x W + b + h U + c, `hidden` each       i, f, o through sigmoid, g through tanh
/// cell'      = f · cell + i · g                                  h' = o · tanh(cell')
/// ```
/// All four arrays are drawn uniformly on ±1/√hidden.
public struct LSTMCell {
  /// The state that a step hands to the next, `[batch, hidden]` each.
  public struct State {
    /// The output h, which a normalization may replace before the next step sees it.
    public var hidden: Tensor
    /// The cell's memory.
    public var cell: Tensor

    public init(hidden: Tensor, cell: Tensor) {
      self.hidden = hidden
      self.cell = cell
    }
  }

  private let input: Linear
  private let hidden: Linear
  private let width: Int

  /// Declares `name.input` and `name.hidden`, each a weight of four gates and a bias, and a gain with `weightNorm`.
  public init(_ inputs: Int, _ hidden: Int, weightNorm: Bool = false, in variables: Variables, name: String) {
    (input, self.hidden) = Linear.recurrentPair(
      inputs, hidden, gates: 4, weightNorm: weightNorm, in: variables, name: name)
    width = hidden
  }

  /// The state of zeros that a sequence starts from.
  public func start(_ tape: Tape, batch: Int) -> State {
    State(hidden: tape.constant(0, [batch, width]), cell: tape.constant(0, [batch, width]))
  }

  /// The input's part of the sums, `[batch, 4 · hidden]`, computed once where several steps see the same input.
  public func projected(_ x: Tensor) -> Tensor { input(x) }

  /// The next state, from the input's part of the sums and the state.
  public func callAsFunction(projected: Tensor, _ state: State) -> State {
    let (hidden, cell) = (projected + self.hidden(state.hidden)).lstmCell(state.cell)
    return State(hidden: hidden, cell: cell)
  }

  /// The next state.
  public func callAsFunction(_ x: Tensor, _ state: State) -> State { self(projected: projected(x), state) }
}
