import Glibc
import OperatingSystem

/// The right to write to a directory: the lock of its file `lock`, held until the last reference goes.
///
/// The file stays, because two processes could lock two files of one name if it were removed.
final class DirectoryLock: Sendable {
  private let lock: FileLock

  /// Locks `directory`, or throws `StoreError.inUse` with what the holder wrote about itself, and `StoreError.withoutLocks`
  /// where the file system has no locks.
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

  /// What the process that holds the lock wrote about itself.
  private static func holder(in path: String) -> String {
    let bytes = (try? FileDescriptor(path).read(limit: 200)) ?? []
    let text = String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
    return text.isEmpty ? "another process" : text
  }
}
