import CSodium
public import Digests

/// A secret that lets a worker register its key: 128 random bits, as text 22 characters of `KeyText`.
public struct EnrolmentToken: Sendable, Equatable {
  static let byteCount = 16

  let bytes: [UInt8]

  /// A new random token.
  public static func generate() -> EnrolmentToken {
    guard sodium_init() >= 0 else { preconditionFailure("libsodium finds no source of random numbers") }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    randombytes_buf(&bytes, bytes.count)
    return EnrolmentToken(bytes: bytes)
  }

  /// Reads a token; nil if `text` is not one.
  public init?(_ text: String) {
    guard let bytes = KeyText.decode(text, count: Self.byteCount) else { return nil }
    self.bytes = bytes
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  public var text: String { KeyText.encode(bytes) }

  /// The token's SHA-256. A coordinator keeps nothing else of the token.
  public var digest: Digest { SHA256.hash(bytes) }

  /// Whether `digest` is this token's digest. The comparison takes constant time.
  public func has(_ digest: Digest) -> Bool {
    sodium_memcmp(self.digest.bytes, digest.bytes, Digest.byteCount) == 0
  }
}
