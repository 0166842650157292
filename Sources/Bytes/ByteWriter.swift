/// Writes numbers and bytes one behind the other. Every word of several bytes is little-endian, so that what is written on
/// one host is read on any other.
public struct ByteWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8]

  /// A writer that goes on behind `bytes`.
  public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Writes an integer in as many bytes as its type has.
  public mutating func write(_ word: some FixedWidthInteger) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes the 64 bits of a number.
  public mutating func write(_ number: Double) { write(number.bitPattern) }

  /// Writes the bytes as they are, without their count.
  public mutating func append(_ bytes: some Sequence<UInt8>) { self.bytes.append(contentsOf: bytes) }
}
