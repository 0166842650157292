public import Glibc

/// An exclusive `flock` on a file, held until the last reference goes. The kernel releases the lock when the process
/// ends, however it ends.
public final class FileLock: Sendable {
  /// The locked file.
  public let file: FileDescriptor

  /// Locks `file`; nil if another process holds the lock.
  public init?(
    _ file: FileDescriptor, lock: (CInt, CInt) -> CInt = { flock($0, $1) }
  ) throws(SystemError) {
    while lock(file.number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { throw SystemError("lock \(file.name)") }
      return nil
    }
    self.file = file
  }

  /// Whether a process holds the lock of the file at `path`. Nobody holds the lock of a file that does not exist.
  public static func isHeld(_ path: String) throws(SystemError) -> Bool {
    guard access(path, F_OK) == 0 else { return false }
    let file = try FileDescriptor(path)
    while flock(file.number, LOCK_SH | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { throw SystemError("lock \(path)") }
      return true
    }
    return false
  }

  /// Locks the file at `path`, which is made if it is missing; nil if another process holds the lock.
  public convenience init?(_ path: String) throws(SystemError) {
    try self.init(FileDescriptor(path, O_RDWR | O_CREAT))
  }
}
