import CZeroMQ
public import Coordination

/// The coordinator's socket: it knows each connection by its route.
public struct RouterSocket {
  /// The socket, to be polled.
  public let socket: MessageSocket

  /// An unbound socket.
  public init(in context: MessageContext) throws(ZeroMQError) {
    socket = try MessageSocket(ZMQ_ROUTER, in: context)
  }

  /// Hands over a frame for `route` without waiting.
  public func send(_ frame: [UInt8], to route: Route) throws(ZeroMQError) -> MessageSocket.Delivery {
    let delivery = try socket.sendPart(route.bytes, more: true)
    guard case .queued = delivery else { return delivery }
    return try socket.sendPart(frame, more: false)
  }

  /// The next frame and where it came from, without waiting; nil where there is none. A message of another form than
  /// route and frame has an empty frame.
  public func receive() throws(ZeroMQError) -> (route: Route, frame: [UInt8])? {
    guard let parts = try socket.receiveParts() else { return nil }
    return (Route(parts[0]), parts.count == 2 ? parts[1] : [])
  }
}
