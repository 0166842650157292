import Glibc

/// An open file, closed when the last reference goes.
final class OpenFile {
  let descriptor: Int32
  let path: String

  /// Opens `path` with the flags of open(2); files that it creates are readable by everyone.
  init(_ path: String, _ flags: Int32 = O_RDONLY) throws(SystemError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else { throw SystemError(action: "open", path: path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The file's present size and time of modification.
  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError(action: "examine", path: path) }
    return FileStatus(status)
  }

  /// Reads the file from its beginning to its end.
  func contents() throws(SystemError) -> [UInt8] {
    let expected = try status().byteCount
    var failure: SystemError?
    // One byte more than the size, so that a file that grew meanwhile is seen to be longer.
    let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      while count < buffer.count {
        let length = pread(descriptor, buffer.baseAddress! + count, buffer.count - count, off_t(count))
        if length < 0 && errno == EINTR { continue }
        if length < 0 { failure = SystemError(action: "read", path: path) }
        guard length > 0 else { return }
        count += length
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of `bytes` at the file's position.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let length = Glibc.write(descriptor, base, rest.count)
      if length < 0 && errno == EINTR { continue }
      guard length >= 0 else { throw SystemError(action: "write", path: path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
  }
}
