import Glibc

/// A call of the operating system that failed on a file or folder.
public struct SystemError: Error, CustomStringConvertible {
  /// What was tried, as a verb: `open`.
  public let action: String
  /// The file or folder.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// By default, the error that the last system call of this thread left in `errno`.
  init(action: String, path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// One sentence: "cannot open /a/b: Permission denied".
  public var description: String { "cannot \(action) \(path): \(String(cString: strerror(code)))" }
}
