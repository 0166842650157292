import Glibc

/// A regular file that is replaced as a whole: by a new file in the same folder, which takes its name.
struct ReplaceableFile {
  /// The file, over no symbolic link.
  let path: String
  /// Its present status; nil where it is not there yet.
  let status: stat?

  /// Throws where the file is write-protected or its folder takes no new files.
  func requireReplaceable() throws(SystemError) {
    if status != nil { try SystemError.check(access(path, W_OK), "write to \(path)") }
    let folder = folder(of: path)
    guard access(folder, W_OK) == 0 else {
      throw SystemError("write to \(path)", part: errno == ENOENT ? nil : "its folder \(folder)")
    }
  }

  /// Others see the old bytes or all the new ones. Nothing is left behind on failure.
  func replace(with bytes: UnsafeRawBufferPointer, modificationTime: timespec?) throws(SystemError) {
    try requireReplaceable()
    // Not made of the file's name, which may have no room for more.
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
  /// Gives the file the mode of the one with `status` and, where this process may, its owner.
  fileprivate func takeOwnerAndMode(of status: stat) throws(SystemError) {
    // Only the superuser may give files away; a file that stays ours is still right.
    _ = fchown(number, status.st_uid, status.st_gid)
    try SystemError.check(fchmod(number, status.st_mode & 0o7777), "set the mode of \(name)")
  }

  /// Sets the times of reading and of modification.
  fileprivate func setTime(_ time: timespec) throws(SystemError) {
    try SystemError.check(futimens(number, [time, time]), "set the time of \(name)")
  }
}
