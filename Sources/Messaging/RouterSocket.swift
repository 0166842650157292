import CZeroMQ
public import Coordination

/// The coordinator's socket, which gives each connection a route.
public struct RouterSocket {
  /// The socket, for polling.
  public let socket: MessageSocket

  /// An unbound socket without keys.
  public init(in context: MessageContext) throws(ZeroMQError) {
    socket = try MessageSocket(ZMQ_ROUTER, in: context)
  }

  /// An unbound socket that admits only peers that know the public half of `pair` and whose keys the context's
  /// `Authenticator` admits to `domain`.
  public init(in context: MessageContext, keyedWith pair: KeyPair, domain: AccessDomain) throws(ZeroMQError) {
    try self.init(in: context)
    try socket.serve(as: pair, in: domain)
  }

  /// Queues a frame for `route` without waiting.
  public func send(_ frame: [UInt8], to route: Route) throws(ZeroMQError) -> MessageSocket.Delivery {
    let delivery = try socket.sendPart(route.bytes, more: true)
    guard case .queued = delivery else { return delivery }
    return try socket.sendPart(frame, more: false)
  }

  /// The next frame and its route, without waiting; nil if there is none. The frame is empty for a message that does
  /// not have exactly a route and a frame. The sender is nil over a socket without keys.
  public func receive() throws(ZeroMQError) -> (route: Route, frame: [UInt8], sender: Peer?)? {
    guard let (parts, sender) = try socket.receive(limit: 3) else { return nil }
    return (Route(parts[0]), parts.count == 2 ? parts[1] : [], sender)
  }
}
