import Glibc

/// New contents of a file while they are written: a new file in the same folder, which takes the old one's name at the end.
///
/// A replacement that was not committed leaves no file behind.
final class FileReplacement {
  /// The new contents.
  let file: FileDescriptor
  private let target: ReplaceableFile
  private let temporary: String

  /// Begins to replace `target`.
  init(of target: ReplaceableFile) throws(SystemError) {
    try target.requireReplaceable()
    self.target = target
    // The temporary name does not contain the file's name, which may already have the greatest length.
    let name = ".regnorm-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    temporary = folder(of: target.path) + "/" + name
    file = try FileDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: target.status == nil ? 0o666 : 0o600)
  }

  /// After a commit the temporary name is gone.
  deinit { unlink(temporary) }

  /// Puts the new contents in the old one's place.
  func commit(modificationTime: timespec? = nil) throws(SystemError) {
    if let status = target.status { try file.takeOwnerAndMode(of: status) }
    if let modificationTime { try file.setTime(modificationTime) }
    try file.synchronize()
    try SystemError.check(rename(temporary, target.path), "replace \(target.path)")
  }
}

extension FileDescriptor {
  /// Gives the file the mode in `status` and, if this process may, the owner.
  fileprivate func takeOwnerAndMode(of status: stat) throws(SystemError) {
    // Only the superuser may give files away. A file that keeps our owner is still right.
    _ = fchown(number, status.st_uid, status.st_gid)
    try SystemError.check(fchmod(number, status.st_mode & 0o7777), "set the mode of \(name)")
  }

  /// Sets the times of reading and of modification.
  fileprivate func setTime(_ time: timespec) throws(SystemError) {
    try SystemError.check(futimens(number, [time, time]), "set the time of \(name)")
  }
}
