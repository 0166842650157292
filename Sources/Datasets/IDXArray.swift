/// The contents of an IDX file of unsigned bytes.
///
/// ```
/// 0  0  8  d      zero, zero, 8 = unsigned bytes, the number of dimensions (1: labels, 3: images)
/// d × 4 bytes     the dimensions, big-endian: count[, rows, columns]
/// bytes           row-major, as many as the product of the dimensions, and nothing after them
/// ```
struct IDXArray {
  /// The dimensions, the slowest first.
  let shape: [Int]
  /// The elements, row-major.
  let elements: ByteBlock

  /// Reads the bytes of a decompressed file. Errors name the file as `file`.
  init(_ bytes: ByteBlock, dimensions: Int, file: String) throws(IDXError) {
    let headerLength = 4 + 4 * dimensions
    let header = bytes.withUnsafeBytes { Array($0.prefix(headerLength)) }
    let start: [UInt8] = [0, 0, 8, UInt8(dimensions)]
    guard header.count == headerLength, header.starts(with: start) else {
      throw IDXError(
        file: file, expected: "an IDX header of \(headerLength) bytes that starts with \(start)",
        found: "\(header.count) bytes that start with \(Array(header.prefix(4)))")
    }
    shape = (1...dimensions).map { index in
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
    elements = bytes.dropFirst(headerLength)
  }
}

/// A file that is not the IDX file that was expected.
struct IDXError: Error, CustomStringConvertible {
  let file: String
  let expected: String
  let found: String

  /// One sentence with the file, what was expected and what was found.
  var description: String { "\(file): expected \(expected), found \(found)" }
}
