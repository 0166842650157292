import Foundation

/// What the system says of an `error` that reading or writing a file threw: `No such file or directory`.
public func systemReason(of error: any Error) -> String {
  let cause = (error as? CocoaError)?.underlying as? POSIXError
  return cause.map { systemReason(of: $0.code.rawValue) } ?? "\(error)"
}

/// What the system says of the error number `code`.
func systemReason(of code: Int32) -> String { String(cString: strerror(code)) }
