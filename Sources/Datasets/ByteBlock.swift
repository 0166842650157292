/// Immutable bytes in one piece, held in memory or mapped from a file. Copies of a block share its bytes.
public struct ByteBlock: Sendable {
  private enum Storage: Sendable {
    case memory(HeldBytes)
    case file(MappedFile)
  }

  private let storage: Storage
  private let range: Range<Int>

  /// Holds `bytes` in memory.
  public init(_ bytes: [UInt8]) {
    storage = .memory(HeldBytes(bytes))
    range = 0..<bytes.count
  }

  /// Holds the whole of a mapped file.
  init(_ file: MappedFile) {
    storage = .file(file)
    range = 0..<file.byteCount
  }

  private init(_ storage: Storage, _ range: Range<Int>) {
    self.storage = storage
    self.range = range
  }

  /// The number of bytes.
  public var count: Int { range.count }

  /// Calls `body` with the bytes, which must not be used after `body` has returned.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    switch storage {
    case .memory(let bytes): try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    case .file(let file): try file.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
  }

  /// The bytes in place, for kernels that read them repeatedly. The pointer is valid while `owner` lives.
  public var pinned: (bytes: UnsafeRawBufferPointer, owner: AnyObject) {
    switch storage {
    case .memory(let held): (held.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]) }, held)
    case .file(let file): (file.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]) }, file)
    }
  }

  /// Takes the pages of a mapped file out of this process until they are read again. The page cache keeps them. Mapping
  /// 47 MB again costs 2 ms.
  public func releasePages() {
    if case .file(let file) = storage { file.releasePages() }
  }

  /// The same bytes without the first `length`. Nothing is copied.
  public func dropFirst(_ length: Int) -> ByteBlock {
    ByteBlock(storage, min(range.lowerBound + length, range.upperBound)..<range.upperBound)
  }

  /// A copy as an array.
  public func array() -> [UInt8] {
    withUnsafeBytes { Array($0) }
  }
}
