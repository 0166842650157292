import Foundation

/// What the system says of an `error` that reading or writing a file threw: `No such file or directory`.
public func systemReason(of error: any Error) -> String {
  let cause = (error as? CocoaError)?.underlying as? POSIXError
  return cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
}
