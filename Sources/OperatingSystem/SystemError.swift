public import Glibc

/// A failed call of the operating system.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The attempted operation, as a verb with its object: `open /data/mnist.gz`.
  public let operation: String
  /// The system's error number.
  public let code: CInt
  /// The part of the object that failed, if not the whole: `its folder /data`.
  public let part: String?

  /// A failed `operation`. By default the code is the thread's present `errno`.
  public init(_ operation: String, code: CInt = errno, part: String? = nil) {
    self.operation = operation
    self.code = code
    self.part = part
  }

  /// The system's reason: `Permission denied`, `Permission denied (its folder /data)`.
  public var reason: String { Self.reason(of: code) + (part.map { " (\($0))" } ?? "") }

  /// One sentence: "cannot open /data/mnist.gz: Permission denied".
  public var description: String { "cannot \(operation): \(reason)" }

  /// The system's text for an error number, by default for the thread's present `errno`.
  public static func reason(of code: CInt = errno) -> String { String(cString: strerror(code)) }

  /// Returns the `result` of a system call, and throws if the result is negative, which means failure.
  @discardableResult
  public static func check(_ result: CInt, _ operation: @autoclosure () -> String) throws(SystemError) -> CInt {
    guard result >= 0 else {
      let code = errno
      throw SystemError(operation(), code: code)
    }
    return result
  }
}
