import CZeroMQ

/// A worker's or a client's socket: one connection to one coordinator.
public struct DealerSocket {
  /// The socket, for polling.
  public let socket: MessageSocket

  /// An unconnected socket. The coordinator's socket gives every connection a new route, so a connection that died
  /// unnoticed does not block its successor.
  public init(in context: MessageContext) throws(ZeroMQError) {
    socket = try MessageSocket(ZMQ_DEALER, in: context)
  }

  /// Connects to the coordinator at `address`, and keeps trying until the socket is dropped. If the address has a key,
  /// only the coordinator with that key is accepted, and `pair` identifies this side.
  public func connect(to address: CoordinatorAddress, as pair: KeyPair?) throws(ZeroMQError) {
    if let key = address.key, let pair { try socket.trust(key, as: pair) }
    try socket.connect(address.endpoint)
  }

  /// Queues a frame without waiting.
  public func send(_ frame: [UInt8]) throws(ZeroMQError) -> MessageSocket.Delivery {
    try socket.sendPart(frame, more: false)
  }

  /// The next frame, without waiting; nil if there is none. Empty for a message that does not have exactly one part.
  public func receive() throws(ZeroMQError) -> [UInt8]? {
    guard let parts = try socket.receiveParts() else { return nil }
    return parts.count == 1 ? parts[0] : []
  }
}
