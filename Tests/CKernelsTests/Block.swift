/// A kernel's operand: a block of memory between two strips of marked bytes, so that a write outside it is noticed.
final class Block {
  private static let margin = 128
  private static let mark: UInt8 = 0xA5
  private let whole: UnsafeMutableRawBufferPointer

  /// The size of a floating-point element in bytes; 0 for other elements.
  let floatSize: Int

  /// The bytes that the kernel may touch, aligned like a float and no better.
  let bytes: UnsafeMutableRawBufferPointer

  private init(byteCount: Int, floatSize: Int) {
    self.floatSize = floatSize
    whole = .allocate(byteCount: byteCount + 2 * Block.margin, alignment: 64)
    whole.initializeMemory(as: UInt8.self, repeating: Block.mark)
    // Eight bytes off a vector's boundary.
    let first = Block.margin - 56
    bytes = UnsafeMutableRawBufferPointer(rebasing: whole[first..<(first + byteCount)])
  }

  /// A block holding `elements`.
  convenience init<Element: BitwiseCopyable>(_ elements: [Element]) {
    self.init(
      byteCount: elements.count * MemoryLayout<Element>.stride,
      floatSize: Element.self is any BinaryFloatingPoint.Type ? MemoryLayout<Element>.size : 0)
    elements.withUnsafeBytes { bytes.copyMemory(from: $0) }
  }

  /// A block of `count` floats, not a number until they are written.
  convenience init(floats count: Int) {
    self.init([Float](repeating: .nan, count: count))
  }

  deinit { whole.deallocate() }

  /// The block's elements.
  func elements<Element: BitwiseCopyable>(_ type: Element.Type = Float.self) -> [Element] {
    Array(bytes.bindMemory(to: type))
  }

  /// Whether nothing was written outside the block.
  var marginsAreIntact: Bool {
    let before = whole[..<(Block.margin - 56)]
    let after = whole[(Block.margin - 56 + bytes.count)...]
    return before.allSatisfy { $0 == Block.mark } && after.allSatisfy { $0 == Block.mark }
  }
}
