/// Bytes in memory whose address never changes.
///
/// `@unchecked Sendable` is sound: the bytes are written once, in `init`, and live until `deinit`.
final class HeldBytes: @unchecked Sendable {
  private let buffer: UnsafeMutableRawBufferPointer

  /// Copies `bytes`.
  init(_ bytes: [UInt8]) {
    buffer = .allocate(byteCount: bytes.count, alignment: 64)
    buffer.copyBytes(from: bytes)
  }

  deinit {
    buffer.deallocate()
  }

  /// Calls `body` with the bytes.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(buffer))
  }
}
