import CZeroMQ
public import Coordination

/// The coordinator's socket: it knows each connection by its route.
public struct RouterSocket {
  /// The socket, to be polled.
  public let socket: MessageSocket

  /// An unbound socket without keys.
  public init(in context: MessageContext) throws(ZeroMQError) {
    socket = try MessageSocket(ZMQ_ROUTER, in: context)
  }

  /// An unbound socket that lets only peers in whose keys the context's `Authenticator` admits to `domain`, and that know
  /// the public half of `pair`.
  public init(in context: MessageContext, keyedWith pair: KeyPair, domain: AccessDomain) throws(ZeroMQError) {
    try self.init(in: context)
    try socket.serve(as: pair, in: domain)
  }

  /// Hands over a frame for `route` without waiting.
  public func send(_ frame: [UInt8], to route: Route) throws(ZeroMQError) -> MessageSocket.Delivery {
    let delivery = try socket.sendPart(route.bytes, more: true)
    guard case .queued = delivery else { return delivery }
    return try socket.sendPart(frame, more: false)
  }

  /// The next frame and where it came from, without waiting; nil where there is none. A message of another form than
  /// route and frame has an empty frame. Over a socket without keys the sender is nil.
  public func receive() throws(ZeroMQError) -> (route: Route, frame: [UInt8], sender: Peer?)? {
    guard let (parts, sender) = try socket.receive(limit: 3) else { return nil }
    return (Route(parts[0]), parts.count == 2 ? parts[1] : [], sender)
  }
}
