import Glibc

/// A regular file that is replaced as a whole: by a new file in the same folder, which takes its name.
struct ReplaceableFile {
  /// The file, over no symbolic link.
  let path: String
  /// Its present status; nil where it is not there yet.
  let status: stat?

  /// Throws where the file is write-protected or its folder takes no new files.
  func requireReplaceable() throws(FileFailure) {
    if status != nil { try FileFailure.check(access(path, W_OK)) }
    let folder = Self.folder(of: path)
    guard access(folder, W_OK) == 0 else { throw FileFailure(place: errno == ENOENT ? nil : "its folder \(folder)") }
  }

  /// Others see the old bytes or all the new ones. Nothing is left behind on failure.
  func replace(with bytes: UnsafeRawBufferPointer, modificationTime: timespec?) throws(FileFailure) {
    try requireReplaceable()
    // Not made of the file's name, which may have no room for more.
    let name = ".regnorm-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    let temporary = Self.folder(of: path) + "/" + name
    do {
      let file = try OpenDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: status == nil ? 0o666 : 0o600)
      try file.write(bytes)
      if let status { try file.takeOwnerAndMode(of: status) }
      if let modificationTime { try file.setTime(modificationTime) }
      try file.synchronize()
      try FileFailure.check(rename(temporary, path))
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// The folder that holds `path`: `/a` for `/a/b`, `.` for `b`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
