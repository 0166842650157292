/// A peer whose key an `Authenticator` did not admit.
public struct RefusedPeer: Sendable, Equatable {
  /// The peer's key. The handshake proved that the peer has the secret half.
  public let key: PublicKey
  /// The peer's network address.
  public let host: String
  /// The socket to which the peer connected.
  public let domain: AccessDomain
}
