public import Tensors

extension Block {
  /// A float32 block with these elements.
  public static func of(_ elements: [Float]) -> Block {
    let block = Block(.float32, count: elements.count)
    _ = block.floats.update(fromContentsOf: elements)
    return block
  }

  /// An int32 block with these elements.
  public static func of(_ elements: [Int32]) -> Block {
    let block = Block(.int32, count: elements.count)
    _ = block.integers.update(fromContentsOf: elements)
    return block
  }
}
