import CZeroMQ

/// libzmq's state of this process: its I/O thread and its sockets. Make it once, on the thread that uses its sockets,
/// and never before a fork.
public final class MessageContext {
  let pointer: UnsafeMutableRawPointer

  /// A context whose end waits for unsent messages only as long as its sockets linger; by default not at all.
  public init() throws(ZeroMQError) {
    guard let pointer = zmq_ctx_new() else { throw ZeroMQError("start libzmq") }
    self.pointer = pointer
    _ = zmq_ctx_set(pointer, ZMQ_BLOCKY, 0)
    _ = zmq_ctx_set(pointer, ZMQ_MAX_SOCKETS, 64)
  }

  deinit { _ = zmq_ctx_term(pointer) }

  /// libzmq's version, for logs.
  public static var version: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
