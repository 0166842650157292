import Glibc
import OperatingSystem

extension FileDescriptor {
  /// The file's present size and time of modification.
  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    try SystemError.check(fstat(number, &status), "examine \(name)")
    return FileStatus(status)
  }

  /// Reads the whole file, whatever the descriptor's position.
  func contents() throws(SystemError) -> [UInt8] {
    let expected = try status().byteCount
    var failure: SystemError?
    // One byte more than the size shows that the file grew meanwhile.
    let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      while count < buffer.count {
        let length = pread(number, buffer.baseAddress! + count, buffer.count - count, off_t(count))
        if length < 0 && errno == EINTR { continue }
        if length < 0 { failure = SystemError("read \(name)") }
        guard length > 0 else { return }
        count += length
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
