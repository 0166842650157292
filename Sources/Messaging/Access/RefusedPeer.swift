/// A peer whose key an `Authenticator` did not let in.
public struct RefusedPeer: Sendable, Equatable {
  /// The peer's key, of which the handshake proved that the peer has the secret half.
  public let key: PublicKey
  /// The peer's network address.
  public let host: String
  /// Where the peer came to.
  public let domain: AccessDomain
}
