import CKernels

extension Tape {
  /// A matrix `[rows, columns]` that is computed at most `limit` rows at a time, so that its intermediate results are
  /// never in memory as a whole. `part` makes the rows of a range. No gradient flows through the matrix.
  public func inParts(of limit: Int, rows: Int, columns: Int, _ part: (Range<Int>) -> Tensor) -> Tensor {
    let y = unwritten([rows, columns])
    for range in ranges(of: limit, in: rows) {
      append(.copy, [slot(of: range, in: y), part(range).slot], ElementDimensions(n: range.count * columns))
    }
    return y
  }

  fileprivate func ranges(of limit: Int, in rows: Int) -> [Range<Int>] {
    stride(from: 0, to: rows, by: limit).map { $0..<min($0 + limit, rows) }
  }
}

extension Tensor {
  /// The result `[rows, columns]` of `transform`, which sees at most `limit` rows of this matrix at a time and treats
  /// each row independently.
  ///
  /// A result as wide as this matrix overwrites the matrix row by row: this tensor must not be used afterwards. No
  /// gradient flows through the result.
  public func replacedInParts(of limit: Int, columns: Int, _ transform: (Tensor) -> Tensor) -> Tensor {
    precondition(shape.rank == 2, "\(shape) has no rows")
    let y = columns == shape.columns ? detached : tape.unwritten([shape.rows, columns])
    for range in tape.ranges(of: limit, in: shape.rows) {
      let rows = Tensor(
        tape: tape, slot: tape.slot(of: range, in: self), shape: [range.count, shape.columns], gradient: nil)
      tape.append(
        .copy, [tape.slot(of: range, in: y), transform(rows).slot], ElementDimensions(n: range.count * columns))
    }
    return y
  }
}
