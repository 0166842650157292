import Glibc

/// The sender of a message over a keyed socket.
public struct Peer: Hashable, Sendable {
  /// The key that the handshake proved.
  public let key: PublicKey
  /// The descriptor of the peer's connection: no two connections have one at a time.
  public let descriptor: CInt

  init(key: PublicKey, descriptor: CInt) {
    self.key = key
    self.descriptor = descriptor
  }

  /// Ends the peer's connection: libzmq reads its end and closes it. libzmq has no call for that. Where the connection has
  /// ended meanwhile and another took its descriptor, that one is cut, and reconnects.
  public func cut() { shutdown(descriptor, CInt(SHUT_RDWR)) }
}
