import CKernels

extension Tape {
  /// A batch of images as numbers: byte p of image `index[i]` in `pixels`, uint8 `[images, width]`, becomes `table[p]`.
  /// `index` is an int32 block of `rows`, `table` a float32 block of 256; the result is `[rows, width]`.
  public func images(_ pixels: Block, rows: Int, width: Int, index: Block, table: Block) -> Tensor {
    precondition(pixels.element == .uint8 && table.count == 256, "images are bytes, and a table has 256 numbers")
    let y = unwritten([rows, width])
    append(
      .gatherImages, [y.slot, slot(of: pixels), slot(of: index), slot(of: table)], RowDimensions(n: rows, width: width))
    return y
  }

  /// The labels of a batch, int32 `[rows]`: bytes `index[i]` of `labels`.
  public func labels(_ labels: Block, rows: Int, index: Block) -> Tensor {
    let y = unwritten([rows])
    append(.gatherLabels, [y.slot, slot(of: labels), slot(of: index)], ElementDimensions(n: rows))
    return y
  }
}
