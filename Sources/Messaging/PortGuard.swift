import CZeroMQ

/// Closes a listening port for a while when the process has no file descriptor for another connection.
///
/// libzmq would try to accept again and again and keep a core busy with it. What is connected goes on meanwhile; half-open
/// connections end by the handshake's timeout and give their descriptors back.
public final class PortGuard {
  /// What became of the port.
  public enum Change: Sendable {
    case closed
    case reopened
  }

  private let listener: MessageSocket
  private let endpoint: String
  /// The socket on which libzmq reports, to be polled.
  public let monitor: MessageSocket
  private var closedAt: Duration?

  /// How long the port stays closed before it is tried again.
  public static let pause = Duration.seconds(1)

  /// Guards the port of `listener`, which is bound to `endpoint`, the resolved one.
  public init(_ listener: MessageSocket, endpoint: String, in context: MessageContext) throws(ZeroMQError) {
    self.listener = listener
    self.endpoint = endpoint
    let address = "inproc://port-guard"
    _ = try ZeroMQError.check(
      zmq_socket_monitor(listener.pointer, address, ZMQ_EVENT_ACCEPT_FAILED), "watch the port of \(endpoint)")
    monitor = try MessageSocket(ZMQ_PAIR, in: context)
    try monitor.connect(address)
  }

  /// Reads what libzmq reported and closes or opens the port; answers what changed.
  public func update(now: Duration) throws(ZeroMQError) -> Change? {
    var hasFailed = false
    while try monitor.receiveParts() != nil { hasFailed = true }
    if let closedAt {
      guard now - closedAt >= Self.pause else { return nil }
      guard zmq_bind(listener.pointer, endpoint) == 0 else {
        self.closedAt = now
        return nil
      }
      self.closedAt = nil
      return .reopened
    }
    guard hasFailed, zmq_unbind(listener.pointer, endpoint) == 0 else { return nil }
    closedAt = now
    return .closed
  }
}
