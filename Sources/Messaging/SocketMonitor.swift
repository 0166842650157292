import CZeroMQ

/// libzmq's reports on a socket's connections.
public final class SocketMonitor {
  public enum Report: Sendable, Equatable {
    /// There was no file descriptor for a new connection.
    case acceptFailed
    case handshakeFailed(HandshakeFailure)
  }

  /// The socket of the reports, for polling.
  public let socket: MessageSocket

  private static let events =
    ZMQ_EVENT_ACCEPT_FAILED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
    | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH

  /// Watches `watched`, a socket of `context`.
  public init(_ watched: MessageSocket, in context: MessageContext) throws(ZeroMQError) {
    let address = "inproc://monitor-\(UInt(bitPattern: watched.pointer))"
    _ = try ZeroMQError.check(zmq_socket_monitor(watched.pointer, address, Self.events), "watch a socket")
    socket = try MessageSocket(ZMQ_PAIR, in: context)
    try socket.connect(address)
  }

  /// The next report, without waiting; nil if there is none.
  public func next() throws(ZeroMQError) -> Report? {
    while let part = try socket.receiveParts()?.first, part.count == 6 {
      // Two bytes of the event and four of its value, in this host's byte order.
      let event = Int32(part[0]) | Int32(part[1]) << 8
      let value = part[2...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if event == ZMQ_EVENT_ACCEPT_FAILED { return .acceptFailed }
      if let failure = HandshakeFailure(event: event, value: value) { return .handshakeFailed(failure) }
    }
    return nil
  }
}
