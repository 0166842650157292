/// Reads what a `ByteWriter` wrote, in the same order. Whatever the bytes and whatever the counts that are asked for, nothing
/// traps, and what is not there is nil.
public struct ByteReader {
  private let bytes: [UInt8]
  private var position: Int

  /// A reader of `bytes` that begins behind the first `skipped` of them.
  public init(_ bytes: [UInt8], skipping skipped: Int = 0) {
    self.bytes = bytes
    position = min(max(0, skipped), bytes.count)
  }

  /// How many bytes are left.
  public var remaining: Int { bytes.count - position }

  /// The next `count` bytes; nil where fewer are left, or `count` is negative.
  public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard 0 <= count, count <= remaining else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next integer of as many bytes as its type has; nil where fewer are left.
  public mutating func word<Word: FixedWidthInteger>(_: Word.Type = Word.self) -> Word? {
    guard let taken = take(MemoryLayout<Word>.size) else { return nil }
    return taken.withUnsafeBytes { Word(littleEndian: $0.loadUnaligned(as: Word.self)) }
  }

  /// The next number of 64 bits; nil where fewer are left.
  public mutating func number() -> Double? { word(UInt64.self).map(Double.init(bitPattern:)) }
}
