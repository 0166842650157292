import Glibc
import OperatingSystem

/// The right to write to a directory: the lock on its file `lock`, held until the last reference goes.
///
/// The file is never removed: otherwise two processes could lock two files of the same name.
final class DirectoryLock: Sendable {
  private let lock: FileLock

  /// Locks `directory`. Throws `StoreError.inUse`, with the holder's description of itself, if another process holds
  /// the lock, and `StoreError.withoutLocks` if the file system has no locks.
  init(_ directory: String, lock: (CInt, CInt) -> CInt = { flock($0, $1) }) throws(StoreError) {
    let path = Self.path(in: directory)
    var locked: FileLock?
    do throws(SystemError) {
      // Somebody who only looks whether the lock is held has it for a moment.
      for turn in 0..<5 where locked == nil {
        if turn > 0 { usleep(20_000) }
        locked = try FileLock(FileDescriptor(path, O_RDWR | O_CREAT), lock: lock)
      }
      if let file = locked?.file {
        try SystemError.check(ftruncate(file.number, 0), "empty \(path)")
        try file.write(Array("process \(getpid()) on \(hostName())\n".utf8))
      }
    } catch {
      switch error.code {
      case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL: throw .withoutLocks(path: path, detail: error.reason)
      default: throw .inaccessible(path: path, detail: error.reason)
      }
    }
    guard let locked else { throw .inUse(directory: directory, holder: Self.holder(in: path)) }
    self.lock = locked
  }

  /// The description that the process which writes to `directory` wrote of itself; nil where no process does, or where that
  /// cannot be known.
  static func holder(of directory: String) -> String? {
    let path = path(in: directory)
    return (try? FileLock.isHeld(path)) == true ? holder(in: path) : nil
  }

  private static func path(in directory: String) -> String { directory + "/lock" }

  /// The description that the holder of the lock wrote of itself.
  private static func holder(in path: String) -> String {
    let bytes = (try? FileDescriptor(path).read(limit: 200)) ?? []
    let text = String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
    return text.isEmpty ? "another process" : text
  }
}
