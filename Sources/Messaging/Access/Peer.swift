import Glibc

/// The sender of a message over a keyed socket.
public struct Peer: Hashable, Sendable {
  /// The key that the handshake proved.
  public let key: PublicKey
  /// The descriptor of the peer's connection, which no other connection has at the same time.
  public let descriptor: CInt

  init(key: PublicKey, descriptor: CInt) {
    self.key = key
    self.descriptor = descriptor
  }

  /// Ends the peer's connection by shutting its descriptor down, because libzmq has no call for that. If the connection
  /// has ended and another now has its descriptor, the other one is cut, and reconnects.
  public func cut() { shutdown(descriptor, CInt(SHUT_RDWR)) }
}
