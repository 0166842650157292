import Glibc
public import OperatingSystem

/// A file that this process gives to others, piece by piece.
public enum ServedFile: Sendable, Equatable {
  /// The file at a path.
  case file(path: String)
  /// A small content that this process made.
  case bytes([UInt8])

  /// At most `limit` bytes from `offset` on, none behind the end; and the size of the whole.
  public func read(from offset: Int, limit: Int) throws(SystemError) -> (bytes: [UInt8], byteCount: Int) {
    switch self {
    case .bytes(let bytes):
      let start = min(max(0, offset), bytes.count)
      return (Array(bytes[start..<min(start + limit, bytes.count)]), bytes.count)
    case .file(let path):
      let file = try FileDescriptor(path)
      var status = stat()
      try SystemError.check(fstat(file.number, &status), "examine \(path)")
      try SystemError.check(lseek(file.number, off_t(max(0, offset)), SEEK_SET) < 0 ? -1 : 0, "read \(path)")
      return (try file.read(limit: limit) ?? [], Int(status.st_size))
    }
  }
}
