import CSodium

/// A key pair for CURVE. Whoever holds the secret half is the peer. Only `secretText` shows the secret half.
public struct KeyPair: Sendable, CustomStringConvertible {
  /// The public half.
  public let publicKey: PublicKey
  let secret: [UInt8]

  /// A new random pair. libsodium makes the pair, because libzmq's own call may abort a process that has an open
  /// context.
  public static func generate() -> KeyPair {
    guard sodium_init() >= 0 else { preconditionFailure("libsodium finds no source of random numbers") }
    var publicBytes = [UInt8](repeating: 0, count: PublicKey.byteCount)
    var secret = publicBytes
    crypto_box_keypair(&publicBytes, &secret)
    return KeyPair(publicBytes, secret)
  }

  /// The pair with this secret half; nil if `secretText` is not a key.
  public init?(secretText: String) {
    guard let secret = KeyText.decode(secretText, count: PublicKey.byteCount) else { return nil }
    var publicBytes = [UInt8](repeating: 0, count: PublicKey.byteCount)
    guard crypto_scalarmult_base(&publicBytes, secret) == 0 else { return nil }
    self.init(publicBytes, secret)
  }

  private init(_ publicBytes: [UInt8], _ secret: [UInt8]) {
    guard let key = PublicKey(bytes: publicBytes) else { preconditionFailure("a public key has 32 bytes") }
    publicKey = key
    self.secret = secret
  }

  /// The secret half as text, for a file that only its owner may read.
  public var secretText: String { KeyText.encode(secret) }

  public var description: String { "the pair of \(publicKey)" }
}
