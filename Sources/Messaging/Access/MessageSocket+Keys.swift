import CZeroMQ
import Glibc

/// CURVE keys, which must be set before the socket is bound or connected.
extension MessageSocket {
  /// ZMQ_ZAP_ENFORCE_DOMAIN. libzmq declares its name as a draft, but releases know its number too, which `serve`
  /// checks.
  private static let enforceDomain: Int32 = 93

  /// Admits only peers that speak CURVE, know the public half of `pair`, and have a key that the context's
  /// `Authenticator` admits to `domain`. Without enforcement libzmq would admit every key while no authenticator runs.
  func serve(as pair: KeyPair, in domain: AccessDomain) throws(ZeroMQError) {
    try set(ZMQ_CURVE_SERVER, "CURVE_SERVER", 1)
    try set(ZMQ_CURVE_SECRETKEY, "CURVE_SECRETKEY", pair.secret)
    try set(ZMQ_ZAP_DOMAIN, "ZAP_DOMAIN", Array(domain.rawValue.utf8))
    try set(Self.enforceDomain, "ZAP_ENFORCE_DOMAIN", 1)
    var isEnforced: Int32 = 0
    var size = MemoryLayout<Int32>.size
    guard zmq_getsockopt(pointer, Self.enforceDomain, &isEnforced, &size) == 0, isEnforced == 1 else {
      throw ZeroMQError(
        "insist on keys with libzmq \(MessageContext.version): it has no ZAP_ENFORCE_DOMAIN, which 4.3 has",
        code: ENOTSUP)
    }
  }

  /// Connects only to the peer that has the secret half of `key`, and identifies this side by `pair`.
  func trust(_ key: PublicKey, as pair: KeyPair) throws(ZeroMQError) {
    try set(ZMQ_CURVE_SERVERKEY, "CURVE_SERVERKEY", key.bytes)
    try set(ZMQ_CURVE_PUBLICKEY, "CURVE_PUBLICKEY", pair.publicKey.bytes)
    try set(ZMQ_CURVE_SECRETKEY, "CURVE_SECRETKEY", pair.secret)
  }
}
