/// Reads IDX files of unsigned bytes, plain or compressed by gzip.
///
/// ```
/// 0  0  8  d      zero, zero, 8 = unsigned bytes, the number of dimensions (1: labels, 3: images)
/// d × 4 bytes     the dimensions, big-endian: count[, rows, columns]
/// bytes           row-major, as many as the product of the dimensions, and nothing after them
/// ```
public enum IDXReader {
  /// Reads the file at `path`. Throws `SystemError` where it cannot be read and `IDXError` where it is not such a file.
  public static func read(_ path: String, dimensions: Int) throws -> IDXArray {
    try parse(ByteBlock(try OpenFile(path).contents()), dimensions: dimensions, file: path)
  }

  /// Reads the bytes of a file; `file` names it in errors.
  static func parse(_ contents: ByteBlock, dimensions: Int, file: String) throws(IDXError) -> IDXArray {
    let bytes = try decompressed(contents, file: file)
    let headerLength = 4 + 4 * dimensions
    let header = bytes.withUnsafeBytes { Array($0.prefix(headerLength)) }
    let start: [UInt8] = [0, 0, 8, UInt8(dimensions)]
    guard header.count == headerLength, header.starts(with: start) else {
      throw IDXError(
        file: file, expected: "an IDX header of \(headerLength) bytes that starts with \(start)",
        found: "\(header.count) bytes that start with \(Array(header.prefix(4)))")
    }
    let shape = (1...dimensions).map { index in
      header[(4 * index)..<(4 * index + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    let (elementCount, isTooLarge) = shape.reduce((1, false)) { product, length in
      let (next, overflow) = product.0.multipliedReportingOverflow(by: length)
      return (next, product.1 || overflow)
    }
    guard !isTooLarge, elementCount == bytes.count - headerLength else {
      throw IDXError(
        file: file, expected: "\(shape.map(String.init).joined(separator: " × ")) bytes after the header",
        found: "\(bytes.count - headerLength)")
    }
    return IDXArray(shape: shape, elements: bytes.dropFirst(headerLength))
  }

  private static func decompressed(_ contents: ByteBlock, file: String) throws(IDXError) -> ByteBlock {
    guard contents.withUnsafeBytes({ $0.starts(with: [0x1f, 0x8b]) }) else { return contents }
    do {
      guard let byteCount = inflatedByteCount(ofGzip: contents) else {
        throw InflateError(description: "a stream of \(contents.count) bytes that is cut or altered")
      }
      return ByteBlock(try inflate(contents, byteCount: byteCount))
    } catch {
      throw IDXError(file: file, expected: "a whole gzip stream", found: "\(error)")
    }
  }
}

/// The contents of an IDX file.
public struct IDXArray: Sendable {
  /// The dimensions, the slowest first.
  public let shape: [Int]
  /// The elements, row-major.
  public let elements: ByteBlock
}

/// A file that is not the IDX file that was expected.
public struct IDXError: Error, CustomStringConvertible {
  /// The file.
  public let file: String
  /// What it should have held.
  public let expected: String
  /// What it held.
  public let found: String

  /// One sentence with the file, what was expected and what was found.
  public var description: String { "\(file): expected \(expected), found \(found)" }
}
