import CZeroMQ

/// Closes a listening port for a while when the process has no file descriptor for another connection.
///
/// libzmq would otherwise retry without a pause and keep a core busy. Existing connections go on meanwhile. Half-open
/// connections end by the handshake's timeout and free their descriptors.
public final class PortGuard {
  /// What happened at the port.
  public enum Event: Sendable {
    case closed
    case reopened
    /// A peer did not get through the handshake.
    case turnedAway(HandshakeFailure)
  }

  private let listener: MessageSocket
  private let endpoint: String
  private let monitor: SocketMonitor
  private var closedAt: Duration?

  /// How long the port stays closed before it is opened again.
  public static let pause = Duration.seconds(1)

  /// Guards the port of `listener`, which is bound to the resolved `endpoint`.
  public init(_ listener: MessageSocket, endpoint: String, in context: MessageContext) throws(ZeroMQError) {
    self.listener = listener
    self.endpoint = endpoint
    monitor = try SocketMonitor(listener, in: context)
  }

  /// The socket of libzmq's reports, for polling.
  public var socket: MessageSocket { monitor.socket }

  /// Reads libzmq's reports and closes or opens the port. Returns the events since the last call.
  public func update(now: Duration) throws(ZeroMQError) -> [Event] {
    var events: [Event] = []
    var hasFailed = false
    while let report = try monitor.next() {
      switch report {
      case .acceptFailed: hasFailed = true
      case .handshakeFailed(let failure): events.append(.turnedAway(failure))
      }
    }
    if let closedAt {
      guard now - closedAt >= Self.pause else { return events }
      let isOpen = listener.bindForOwner(endpoint) == 0
      self.closedAt = isOpen ? nil : now
      return isOpen ? events + [.reopened] : events
    }
    guard hasFailed, zmq_unbind(listener.pointer, endpoint) == 0 else { return events }
    closedAt = now
    return events + [.closed]
  }
}
