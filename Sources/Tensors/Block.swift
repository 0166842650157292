public import CKernels

/// A piece of memory that outlives a training step: inputs, outputs, parameters, gradients, histories.
///
/// ```
/// address (64-byte aligned)
/// ┌────────────────────────────────────────────┬─────────┐
/// │ count elements of one type                 │ padding │  zero at the start; the padding stays zero
/// └────────────────────────────────────────────┴─────────┘
/// ```
/// Not Sendable: a trial and all its blocks live on one thread.
public final class Block {
  /// The type of a block's elements.
  public enum Element: Sendable {
    case float32, float64, int32, uint64, uint8

    @inlinable var byteCount: Int {
      switch self {
      case .float32, .int32: 4
      case .float64, .uint64: 8
      case .uint8: 1
      }
    }
  }

  /// The type of the elements.
  public let element: Element
  /// The number of elements.
  public let count: Int
  /// The address of the first element, valid as long as the block lives.
  @usableFromInline let address: UnsafeMutableRawPointer
  private let owned: Bool
  private let owner: AnyObject?

  /// A block of zeros.
  public init(_ element: Element, count: Int) {
    self.element = element
    self.count = count
    let byteCount = Block.padded(count * element.byteCount)
    address = Memory.allocate(byteCount: byteCount)
    address.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    owned = true
    owner = nil
  }

  /// A window of `count` elements of `block` from element `offset` on. The window keeps `block` alive.
  public init(within block: Block, offset: Int, count: Int) {
    precondition(offset >= 0 && offset + count <= block.count, "the window leaves its block")
    element = block.element
    self.count = count
    address = block.address + offset * element.byteCount
    owned = false
    owner = block
  }

  /// A block that reads `bytes` in place, for data sets. The bytes stay where they are while `owner` lives. Nothing may
  /// be written to the block.
  public init(reading bytes: UnsafeRawBufferPointer, keptAliveBy owner: AnyObject) {
    element = .uint8
    count = bytes.count
    address = UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
    owned = false
    self.owner = owner
  }

  deinit {
    if owned { address.deallocate() }
  }

  static func padded(_ byteCount: Int) -> Int { (byteCount + 63) & ~63 }
}

extension Block {
  /// The elements of a float32 block.
  @inlinable public var floats: UnsafeMutableBufferPointer<Float> { buffer(.float32) }
  /// The elements of a float64 block.
  @inlinable public var doubles: UnsafeMutableBufferPointer<Double> { buffer(.float64) }
  /// The elements of an int32 block.
  @inlinable public var integers: UnsafeMutableBufferPointer<Int32> { buffer(.int32) }
  /// The elements of a uint64 block.
  @inlinable public var words: UnsafeMutableBufferPointer<UInt64> { buffer(.uint64) }

  /// The bytes of the elements, without the padding.
  public var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: address, count: count * element.byteCount)
  }

  /// Asks for the memory of element `index`, which a kernel will read soon. Without the request the kernel waits for
  /// memory at a random place in a large block.
  @inlinable public func prefetch(_ index: Int) {
    assert((0..<count).contains(index), "the block has no element \(index)")
    regnorm_prefetch(address + index * element.byteCount)
  }

  @inlinable func buffer<T>(_ element: Element) -> UnsafeMutableBufferPointer<T> {
    if element != self.element { refuse(element) }
    return UnsafeMutableBufferPointer(start: address.assumingMemoryBound(to: T.self), count: count)
  }

  /// A function of its own, because every access to an element inlines `buffer`.
  @usableFromInline func refuse(_ element: Element) -> Never {
    preconditionFailure("the block holds \(self.element), not \(element)")
  }
}
