import CZlib

/// Compressed bytes that do not decompress.
struct InflateError: Error, CustomStringConvertible {
  let description: String
}

/// Decompresses a gzip or zlib stream of exactly `byteCount` bytes. The stream's own checksum is compared.
func inflate(_ compressed: ByteBlock, byteCount: Int) throws(InflateError) -> [UInt8] {
  var stream = z_stream()
  // 15: the largest window; + 32: gzip or zlib, whichever the header says.
  guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    throw InflateError(description: "zlib \(String(cString: zlibVersion())) cannot be used")
  }
  defer { inflateEnd(&stream) }
  guard let capacity = uInt(exactly: byteCount), let length = uInt(exactly: compressed.count) else {
    throw InflateError(description: "streams of 4 GiB and more are not supported")
  }
  var status = Z_OK
  let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
    compressed.withUnsafeBytes { input in
      // zlib does not write through `next_in`; only the const is missing from its C declaration.
      stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = length
      stream.next_out = output.baseAddress
      stream.avail_out = capacity
      status = CZlib.inflate(&stream, Z_FINISH)
      count = byteCount - Int(stream.avail_out)
    }
  }
  guard status == Z_STREAM_END, bytes.count == byteCount, stream.avail_in == 0 else {
    let reason = stream.msg.map { String(cString: $0) } ?? "the stream ends too early, or more bytes follow"
    throw InflateError(description: "not a compressed stream of \(byteCount) bytes: \(reason)")
  }
  return bytes
}

/// The CRC-32 (ISO 3309, as in gzip) of `bytes`.
func crc32(_ bytes: ByteBlock) -> UInt32 {
  bytes.withUnsafeBytes { UInt32(CZlib.crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)) }
}
