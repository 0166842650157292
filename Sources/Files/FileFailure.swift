import Glibc

/// A system call that failed on a file: its error number and, where it was not the file itself, what failed.
struct FileFailure: Error {
  let code: CInt
  let place: String?

  /// By default the error that the last system call of this thread left in `errno`.
  init(code: CInt = errno, place: String? = nil) {
    self.code = code
    self.place = place
  }

  /// What the system says: `Permission denied`, `Permission denied (its folder /data)`.
  var reason: String { String(cString: strerror(code)) + (place.map { " (\($0))" } ?? "") }

  /// `result` of a system call, unless it says that the call failed.
  @discardableResult
  static func check(_ result: CInt) throws(FileFailure) -> CInt {
    guard result >= 0 else { throw FileFailure() }
    return result
  }
}
