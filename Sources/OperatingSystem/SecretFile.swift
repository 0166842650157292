import Glibc

/// Files that only their owner may read: keys and tokens.
public enum SecretFile {
  /// What the file at `path` holds; nil where there is no such file. Throws where others could read the file.
  public static func read(_ path: String) throws -> [UInt8]? {
    let file: FileDescriptor
    do throws(SystemError) {
      file = try FileDescriptor(path)
    } catch {
      guard error.code == ENOENT else { throw error }
      return nil
    }
    var status = stat()
    try SystemError.check(fstat(file.number, &status), "read the mode of \(path)")
    guard status.st_mode & S_IFMT != S_IFREG || status.st_mode & 0o077 == 0 else { throw ReadableByOthers(path: path) }
    return try file.readToEnd()
  }

  /// Makes the file at `path`, readable by its owner only and on the disk when this returns. Throws `SystemError` with
  /// `EEXIST` where there is one.
  public static func create(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
    try write(bytes, beside: path) { temporary throws(SystemError) in
      try SystemError.check(link(temporary, path), "make \(path)")
      unlink(temporary)
    }
  }

  /// Makes or replaces the file at `path` as `create` does; others see the old bytes or all the new ones.
  public static func replace(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
    try write(bytes, beside: path) { temporary throws(SystemError) in
      try SystemError.check(rename(temporary, path), "replace \(path)")
    }
  }

  /// Removes the file at `path`, where there is one.
  public static func remove(_ path: String) { unlink(path) }

  private static func write(
    _ bytes: [UInt8], beside path: String, finish: (String) throws(SystemError) -> Void
  ) throws(SystemError) {
    let temporary = "\(folder(of: path))/.regnorm-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    do throws(SystemError) {
      let file = try FileDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      try file.write(bytes)
      try file.synchronize()
      try finish(temporary)
      try FileDescriptor(folder(of: path), O_RDONLY | O_DIRECTORY).synchronize()
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// A secret that others could have read.
  public struct ReadableByOthers: Error, CustomStringConvertible {
    let path: String

    /// The file and what to do.
    public var description: String {
      "\(path) can be read by others than its owner, and holds a secret: `chmod 600 \(path)`, and make a new one where "
        + "somebody may have read it"
    }
  }
}
