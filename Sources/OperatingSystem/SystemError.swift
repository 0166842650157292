public import Glibc

/// A call of the operating system that failed.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// What was tried, as a verb with its object: `open /data/mnist.gz`.
  public let operation: String
  /// The system's error number.
  public let code: CInt
  /// The part of the object that failed, where the whole did not: `its folder /data`.
  public let part: String?

  /// A failed `operation`; by default its code is what the thread's last system call left in `errno`.
  public init(_ operation: String, code: CInt = errno, part: String? = nil) {
    self.operation = operation
    self.code = code
    self.part = part
  }

  /// What the system says: `Permission denied`, `Permission denied (its folder /data)`.
  public var reason: String { Self.reason(of: code) + (part.map { " (\($0))" } ?? "") }

  /// One sentence: "cannot open /data/mnist.gz: Permission denied".
  public var description: String { "cannot \(operation): \(reason)" }

  /// What the system says of an error number; by default of the one that the thread's last system call left in `errno`.
  public static func reason(of code: CInt = errno) -> String { String(cString: strerror(code)) }

  /// `result` of a system call. Throws where `result` is negative, by which system calls say that they failed.
  @discardableResult
  public static func check(_ result: CInt, _ operation: @autoclosure () -> String) throws(SystemError) -> CInt {
    guard result >= 0 else {
      let code = errno
      throw SystemError(operation(), code: code)
    }
    return result
  }
}
