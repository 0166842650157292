import CZeroMQ

/// A failed call of libzmq.
public struct ZeroMQError: Error, CustomStringConvertible {
  /// What was tried, such as `bind tcp://*:7070`.
  public let operation: String
  /// libzmq's error number.
  public let code: Int32

  init(_ operation: String, code: Int32 = zmq_errno()) {
    self.operation = operation
    self.code = code
  }

  /// What was tried, why it failed and, where known, what to do.
  public var description: String {
    let reason = String(cString: zmq_strerror(code))
    let advice =
      switch code {
      case EADDRINUSE: "; another process listens there: stop it or choose another port"
      case EADDRNOTAVAIL, ENODEV: "; this host has no such address"
      case EINVAL: "; an endpoint looks like tcp://HOST:PORT, with a port up to 65535, or ipc://PATH"
      case EMFILE: "; raise the limit of open files (`ulimit -n`)"
      default: ""
      }
    return "cannot \(operation): \(reason)\(advice)"
  }

  /// Returns `result`. Throws if it says that the call failed.
  static func check(_ result: Int32, _ operation: @autoclosure () -> String) throws(ZeroMQError) -> Int32 {
    guard result != -1 else { throw ZeroMQError(operation()) }
    return result
  }
}
