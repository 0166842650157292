import CKernels

extension Tensor {
  /// An LSTM cell's update. This tensor holds the pre-activations `[batch, 4 hidden]` in the order input, forget,
  /// candidate, output; `cell` is the cell state `[batch, hidden]`. The result is the new hidden and cell state.
  public func lstmCell(_ cell: Tensor) -> (hidden: Tensor, cell: Tensor) {
    let (x, batch, hidden) = (self, cell.shape.rows, cell.shape.columns)
    precondition(shape.columns == 4 * hidden && shape.rows == batch, "\(shape) for a cell of \(cell.shape)")
    let newHidden = tape.result(cell.shape, of: x, cell)
    let newCell = tape.result(cell.shape, of: x, cell)
    let gates = tape.scratch(count: shape.count)
    tape.append(
      .lstmCell, [newHidden.slot, newCell.slot, gates, slot, cell.slot], CellDimensions(batch: batch, hidden: hidden))
    tape.onBackward(of: newHidden, newCell) { [tape] gradients in
      var dhidden = gradients[newHidden]
      if dhidden == nil {
        dhidden = tape.scratch(count: cell.shape.count)
        tape.append(.fill, [dhidden], ElementDimensions(n: cell.shape.count), [0])
      }
      let dx = tape.scratch(count: x.shape.count)
      let dcell = tape.scratch(count: cell.shape.count)
      tape.append(
        .lstmCellBackward, [dx, dcell, dhidden, gradients[newCell], gates, newCell.slot, cell.slot],
        CellDimensions(batch: batch, hidden: hidden))
      gradients.take(dx, for: x)
      gradients.take(dcell, for: cell)
    }
    return (newHidden, newCell)
  }

  /// A GRU cell's update, with the candidate n = tanh(inputPart + r · hiddenPart). The parts of the input and of the
  /// hidden state are `[batch, 3 hidden]` in the order reset, update, candidate; the result is the new hidden state
  /// `[batch, hidden]`.
  public static func gruCell(fromInput: Tensor, fromHidden: Tensor, hidden: Tensor) -> Tensor {
    let tape = fromInput.tape
    let dimensions = CellDimensions(batch: hidden.shape.rows, hidden: hidden.shape.columns)
    let y = tape.result(hidden.shape, of: fromInput, fromHidden, hidden)
    let saved = tape.scratch(count: 4 * hidden.shape.count)
    tape.append(.gruCell, [y.slot, saved, fromInput.slot, fromHidden.slot, hidden.slot], dimensions)
    tape.onBackward(of: y) { gradients in
      let parts = [fromInput, fromHidden, hidden]
      let slots = parts.map { tape.scratch(count: $0.shape.count) }
      tape.append(.gruCellBackward, slots + [gradients[y]!, saved, hidden.slot], dimensions)
      for (part, slot) in zip(parts, slots) { gradients.take(slot, for: part) }
    }
    return y
  }
}
