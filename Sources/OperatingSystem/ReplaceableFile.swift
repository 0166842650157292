import Glibc

/// A regular file that is replaced as a whole: a new file in the same folder takes its name.
struct ReplaceableFile {
  /// The path of the file, without symbolic links.
  let path: String
  /// The present status; nil if the file does not exist.
  let status: stat?

  /// Throws if the file is write-protected or its folder takes no new files.
  func requireReplaceable() throws(SystemError) {
    if status != nil { try SystemError.check(access(path, W_OK), "write to \(path)") }
    let folder = folder(of: path)
    guard access(folder, W_OK) == 0 else {
      throw SystemError("write to \(path)", part: errno == ENOENT ? nil : "its folder \(folder)")
    }
  }

  /// Replaces the contents. Other processes see the old bytes or all the new ones. A failure leaves no file behind.
  func replace(with bytes: UnsafeRawBufferPointer, modificationTime: timespec?) throws(SystemError) {
    try requireReplaceable()
    // The temporary name does not contain the file's name, which may already have the greatest length.
    let name = ".regnorm-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    let temporary = folder(of: path) + "/" + name
    do {
      let file = try FileDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: status == nil ? 0o666 : 0o600)
      try file.write(bytes)
      if let status { try file.takeOwnerAndMode(of: status) }
      if let modificationTime { try file.setTime(modificationTime) }
      try file.synchronize()
      try SystemError.check(rename(temporary, path), "replace \(path)")
    } catch {
      unlink(temporary)
      throw error
    }
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
