import CKernels

extension Tensor {
  /// Row `index[i]` of this table for every i: `[rows, width]` and int32 `[n]` give `[n, width]`.
  public func rows(_ index: Tensor) -> Tensor {
    let (n, width, table) = (index.shape.count, shape.columns, self)
    let y = tape.result([n, width], of: table)
    tape.append(.gatherRows, [y.slot, slot, index.slot], RowDimensions(n: n, width: width))
    tape.onBackward(of: y) { [tape] gradients in
      gradients.add(table) { dtable, accumulate in
        if accumulate == 0 { tape.append(.fill, [dtable], ElementDimensions(n: table.shape.count), [0]) }
        tape.append(.scatterAddRows, [dtable, gradients[y]!, index.slot], RowDimensions(n: n, width: width))
      }
    }
    return y
  }

  /// Element `index[i]` of row i: `[n, width]` and int32 `[n]` give `[n]`.
  public func elements(_ index: Tensor) -> Tensor {
    let (n, width, x) = (shape.rows, shape.columns, self)
    precondition(index.shape.count == n, "\(index.shape.count) indices for \(n) rows")
    let y = tape.result([n], of: x)
    tape.append(.gatherElements, [y.slot, slot, index.slot], RowDimensions(n: n, width: width))
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) {
        tape.append(.scatterElements, [$0, gradients[y]!, index.slot], RowDimensions(n: n, width: width))
      }
    }
    return y
  }

  /// The index of each row's first maximum, int32 `[rows]`. No gradient flows through the index.
  public func argmaxRows() -> Tensor {
    let y = tape.result([shape.rows], of: detached)
    tape.append(.argmaxRows, [y.slot, slot], RowDimensions(n: shape.rows, width: shape.columns))
    return y
  }

  /// Adds to `count`, int32 `[1]`, the number of rows whose first maximum is at the row's label.
  public func countCorrect(_ labels: Tensor, into count: Block) {
    tape.append(
      .countCorrect, [tape.slot(of: count), slot, labels.slot], RowDimensions(n: shape.rows, width: shape.columns))
  }

  /// Copies the elements to `block`, so that they can be read after the step.
  public func copy(to block: Block) {
    precondition(block.element == .float32 && block.count >= shape.count, "\(shape) does not fit the block")
    tape.append(.copy, [tape.slot(of: block), slot], ElementDimensions(n: shape.count))
  }
}
