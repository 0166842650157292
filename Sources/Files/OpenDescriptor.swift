import Glibc

/// An open file descriptor; one that this object opened is closed with it.
final class OpenDescriptor {
  private let number: CInt
  private let isOwned: Bool

  /// A descriptor that somebody else opened and closes.
  init(borrowing number: CInt) {
    self.number = number
    isOwned = false
  }

  /// Opens `path` with the flags of open(2); `mode` is that of a file that this creates, before the umask.
  init(_ path: String, _ flags: CInt, mode: mode_t = 0o666) throws(FileFailure) {
    number = try FileFailure.check(open(path, flags | O_CLOEXEC, mode))
    isOwned = true
  }

  deinit {
    if isOwned { close(number) }
  }

  /// Writes all of `bytes`.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(number, base, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure() }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Gives the file the owner, where this process may, and the mode of the one with `status`.
  func takeOwnerAndMode(of status: stat) throws(FileFailure) {
    // Only the superuser may give files away; a file that stays ours is still right.
    _ = fchown(number, status.st_uid, status.st_gid)
    try FileFailure.check(fchmod(number, status.st_mode & 0o7777))
  }

  /// Sets the times of reading and of modification.
  func setTime(_ time: timespec) throws(FileFailure) {
    try FileFailure.check(futimens(number, [time, time]))
  }

  /// Waits until what was written is on the disk.
  func synchronize() throws(FileFailure) {
    try FileFailure.check(fsync(number))
  }
}
