import CZlib

extension Picture {
  /// The picture as a PNG file: 8 bits a channel, rows unfiltered, compressed.
  public var png: [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(bytes.count + height)
    for y in 0..<height {
      rows.append(0)
      rows += bytes[3 * y * width..<3 * (y + 1) * width]
    }
    let header = Picture.bigEndian(width) + Picture.bigEndian(height) + [8, 2, 0, 0, 0]
    let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    return signature + Picture.chunk("IHDR", header) + Picture.chunk("IDAT", Picture.deflated(rows))
      + Picture.chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + contents
    let check = crc32(0, body, UInt32(body.count))
    return bigEndian(contents.count) + body + bigEndian(Int(check))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  /// `bytes` in zlib's format. zlib writes at most `compressBound` bytes, so that the buffer always suffices.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    let bound = compressBound(UInt(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
      var written = bound
      let status = compress(buffer.baseAddress, &written, bytes, UInt(bytes.count))
      precondition(status == Z_OK, "zlib found no memory to compress \(bytes.count) bytes (status \(status))")
      count = Int(written)
    }
  }
}
