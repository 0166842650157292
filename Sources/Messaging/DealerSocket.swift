import CZeroMQ

/// A worker's or a client's socket: one connection to one coordinator.
public struct DealerSocket {
  /// The socket, to be polled.
  public let socket: MessageSocket

  /// An unconnected socket. The coordinator's side names each of its connections anew, so a connection that died
  /// unnoticed never stands in the way of its successor.
  public init(in context: MessageContext) throws(ZeroMQError) {
    socket = try MessageSocket(ZMQ_DEALER, in: context)
  }

  /// Connects to the coordinator at `address`, and to no other where the address has its key; `pair` is then who this side
  /// is. Goes on trying until the socket is dropped.
  public func connect(to address: CoordinatorAddress, as pair: KeyPair?) throws(ZeroMQError) {
    if let key = address.key, let pair { try socket.trust(key, as: pair) }
    try socket.connect(address.endpoint)
  }

  /// Hands over a frame without waiting.
  public func send(_ frame: [UInt8]) throws(ZeroMQError) -> MessageSocket.Delivery {
    try socket.sendPart(frame, more: false)
  }

  /// The next frame without waiting; nil where there is none. A message of another form has an empty frame.
  public func receive() throws(ZeroMQError) -> [UInt8]? {
    guard let parts = try socket.receiveParts() else { return nil }
    return parts.count == 1 ? parts[0] : []
  }
}
