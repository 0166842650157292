import Layers
import Tensors

/// The recurrent cells by the names that sweep files use.
enum RecurrentCellKind: String, CaseIterable {
  case rnn, lstm, gru
}

/// One of the recurrent cells behind their common interface.
enum AnyRecurrentCell {
  case rnn(RecurrentCell)
  case lstm(LSTMCell)
  case gru(GRUCell)

  /// What a step hands to the next, `[batch, hidden]` each.
  struct State {
    /// The output h, which a normalization may replace before the next step sees it.
    var hidden: Tensor
    /// The memory of an LSTM cell; the other cells have none.
    let memory: Tensor?

    init(hidden: Tensor) {
      self.hidden = hidden
      memory = nil
    }

    init(_ state: LSTMCell.State) {
      hidden = state.hidden
      memory = state.cell
    }
  }

  init(
    _ kind: RecurrentCellKind, _ inputs: Int, _ hidden: Int, weightNorm: Bool, in variables: Variables, name: String
  ) {
    self =
      switch kind {
      case .rnn: .rnn(RecurrentCell(inputs, hidden, weightNorm: weightNorm, in: variables, name: name))
      case .lstm: .lstm(LSTMCell(inputs, hidden, weightNorm: weightNorm, in: variables, name: name))
      case .gru: .gru(GRUCell(inputs, hidden, weightNorm: weightNorm, in: variables, name: name))
      }
  }

  /// The state of zeros that a sequence starts from.
  func start(_ tape: Tape, batch: Int) -> State {
    switch self {
    case .rnn(let cell): State(hidden: cell.start(tape, batch: batch))
    case .gru(let cell): State(hidden: cell.start(tape, batch: batch))
    case .lstm(let cell): State(cell.start(tape, batch: batch))
    }
  }

  /// The input's part of the sums, the same for every step that sees this input.
  func projected(_ x: Tensor) -> Tensor {
    switch self {
    case .rnn(let cell): cell.projected(x)
    case .lstm(let cell): cell.projected(x)
    case .gru(let cell): cell.projected(x)
    }
  }

  /// The next state, from the input's part of the sums and the state.
  func callAsFunction(projected: Tensor, _ state: State) -> State {
    switch self {
    case .rnn(let cell): return State(hidden: cell(projected: projected, state.hidden))
    case .gru(let cell): return State(hidden: cell(projected: projected, state.hidden))
    case .lstm(let cell):
      guard let memory = state.memory else { preconditionFailure("an LSTM cell's state comes from its own start") }
      return State(cell(projected: projected, LSTMCell.State(hidden: state.hidden, cell: memory)))
    }
  }
}
