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
    let replacement = try FileReplacement(of: self)
    try replacement.file.write(bytes)
    try replacement.commit(modificationTime: modificationTime)
  }
}
