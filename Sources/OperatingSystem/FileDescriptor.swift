public import Glibc

/// An open file descriptor. A descriptor that this object owns is closed with the object, and child processes do not
/// inherit it.
public final class FileDescriptor: Sendable {
  /// The descriptor's number.
  public let number: CInt
  /// The name of the file in errors: its path, or `a pipe`.
  public let name: String
  private let isOwned: Bool

  /// Takes over an open descriptor.
  public init(owning number: CInt, name: String) {
    self.number = number
    self.name = name
    isOwned = true
  }

  /// Uses an open descriptor that another owner closes.
  public init(borrowing number: CInt, name: String) {
    self.number = number
    self.name = name
    isOwned = false
  }

  /// Opens `path` with the flags of open(2). `mode` is the mode of a new file, before the umask.
  public init(_ path: String, _ flags: CInt = O_RDONLY, mode: mode_t = 0o644) throws(SystemError) {
    number = try SystemError.check(open(path, flags | O_CLOEXEC, mode), "open \(path)")
    name = path
    isOwned = true
  }

  deinit {
    if isOwned { close(number) }
  }

  /// Writes all of `bytes` at the file's position, and waits until all are written.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(number, base, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("write to \(name)") }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Writes all of `bytes` at the file's position, and waits until all are written.
  public func write(_ bytes: [UInt8]) throws(SystemError) {
    let result: Result<Void, SystemError> = bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try write(bytes) }
    }
    try result.get()
  }

  /// Reads at most `limit` bytes. Returns nil at the file's end, and no bytes if a read would wait and the descriptor
  /// is set not to wait.
  public func read(limit: Int) throws(SystemError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      switch errno {
      case EINTR: continue
      case EAGAIN: return []
      default: throw SystemError("read \(name)")
      }
    }
  }

  /// Reads everything up to the file's end.
  public func readToEnd() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try read(limit: 1 << 16) { bytes += chunk }
    return bytes
  }

  /// Waits until all written bytes are on the disk.
  public func synchronize() throws(SystemError) {
    try SystemError.check(fsync(number), "synchronize \(name)")
  }
}
