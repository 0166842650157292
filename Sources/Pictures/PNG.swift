import CZlib

extension Picture {
  /// The picture as a PNG file (ISO/IEC 15948): 8 bits a channel, no filter, one compressed chunk.
  ///
  /// Throws `PNGError` if zlib cannot compress the pixels.
  public func png() throws(PNGError) -> [UInt8] {
    let colorType: UInt8 = channels == .grey ? 0 : 2
    let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, colorType, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header) + chunk("IDAT", try deflated(scanlines)) + chunk("IEND", [])
  }

  /// The rows, each after the number of its filter, 0 for none.
  private var scanlines: [UInt8] {
    let rowBytes = width * channels.rawValue
    return stride(from: 0, to: pixels.count, by: rowBytes).flatMap { [0] + pixels[$0..<$0 + rowBytes] }
  }
}

/// A picture that could not be compressed.
public struct PNGError: Error, CustomStringConvertible {
  /// The status that zlib returned.
  public let status: Int32

  /// One sentence with zlib's number.
  public var description: String {
    "the picture cannot be written: zlib \(String(cString: zlibVersion())) returned \(status) (memory is short)"
  }
}

/// Length, name, contents, and the checksum of name and contents.
private func chunk(_ name: String, _ contents: [UInt8]) -> [UInt8] {
  let checked = Array(name.utf8) + contents
  return bigEndian(UInt32(contents.count)) + checked + bigEndian(UInt32(crc32_z(0, checked, checked.count)))
}

private func bigEndian(_ number: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
}

/// `bytes` as a zlib stream.
private func deflated(_ bytes: [UInt8]) throws(PNGError) -> [UInt8] {
  var status = Z_OK
  let capacity = compressBound(uLong(bytes.count))
  let stream = [UInt8](unsafeUninitializedCapacity: Int(capacity)) { buffer, count in
    var length = capacity
    status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
    count = status == Z_OK ? Int(length) : 0
  }
  guard status == Z_OK else { throw PNGError(status: status) }
  return stream
}
