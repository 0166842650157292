/// Reads bytes from front to back and never beyond the end: frames, checkpoints and the states of environments.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0

  /// A reader at the first of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of bytes that are not read yet.
  public var remaining: Int { bytes.count - position }

  /// The next `count` bytes; nil, and nothing is read, where fewer remain or `count` is negative.
  public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next integer, its least significant byte first; nil, and nothing is read, where too few bytes remain.
  public mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(_ type: Integer.Type) -> Integer? {
    take(Integer.bitWidth / 8).map { Integer(littleEndianBytes: $0) }
  }
}
