import Glibc

/// The right to write to a directory: an exclusive `flock` on its file `lock`, held until the last reference goes.
///
/// The kernel gives the lock back when the process ends, however it ends. The file stays, because removing it would let two
/// processes lock two files of one name. Children do not inherit the descriptor.
final class DirectoryLock: Sendable {
  private let descriptor: CInt

  /// Locks `directory` with `lock`, or throws `StoreError.inUse` with what the holder wrote about itself, and
  /// `StoreError.withoutLocks` where the file system has no locks.
  init(_ directory: String, lock: (CInt, CInt) -> CInt = { flock($0, $1) }) throws(StoreError) {
    let path = directory + "/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .inaccessible(path: path, detail: lastSystemError()) }
    // An object whose initializer throws is still deinitialized from here on, so the descriptor is closed in `deinit` alone.
    guard lock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      switch errno {
      case EWOULDBLOCK: throw .inUse(directory: directory, holder: Self.text(of: descriptor))
      case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL: throw .withoutLocks(path: path, detail: lastSystemError())
      default: throw .inaccessible(path: path, detail: lastSystemError())
      }
    }
    let holder = Array("process \(getpid()) on \(Self.hostName())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, holder, holder.count, 0) == holder.count else {
      throw .inaccessible(path: path, detail: lastSystemError())
    }
  }

  deinit { close(descriptor) }

  private static func text(of descriptor: CInt) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(0, count)).prefix { $0 >= 0x20 }, as: UTF8.self)
    return text.isEmpty ? "another process" : text
  }

  private static func hostName() -> String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "an unnamed host" }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
