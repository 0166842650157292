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
    let path = directory + "/lock"
    let locked: FileLock?
    do throws(SystemError) {
      locked = try FileLock(FileDescriptor(path, O_RDWR | O_CREAT), lock: lock)
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

  /// The description that the holder of the lock wrote of itself.
  private static func holder(in path: String) -> String {
    let bytes = (try? FileDescriptor(path).read(limit: 200)) ?? []
    let text = String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
    return text.isEmpty ? "another process" : text
  }
}
