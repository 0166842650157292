import Glibc

/// A system call that failed.
public struct SystemError: Error, CustomStringConvertible {
  /// What was tried: `start /usr/bin/regnorm`.
  public let operation: String
  /// The error's number.
  public let code: Int32

  init(_ operation: String, code: Int32 = errno) {
    self.operation = operation
    self.code = code
  }

  /// What was tried and why it failed.
  public var description: String { "cannot \(operation): \(String(cString: strerror(code)))" }

  /// `result` of a system call, unless it says that the call failed.
  @discardableResult
  static func check(_ result: Int32, _ operation: @autoclosure () -> String) throws(SystemError) -> Int32 {
    guard result >= 0 else { throw SystemError(operation()) }
    return result
  }
}
