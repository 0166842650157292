public import Trials

/// The public half of a pair of keys for CURVE (Curve25519): 32 bytes, as text 43 characters of `KeyText`.
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
  static let byteCount = 32

  let bytes: [UInt8]

  /// The key with these 32 bytes; nil where `bytes` has another length.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// The key that `text` stands for; nil where `text` is no key.
  public init?(_ text: String) {
    guard let bytes = KeyText.decode(text, count: Self.byteCount) else { return nil }
    self.bytes = bytes
  }

  /// The key as text.
  public var description: String { KeyText.encode(bytes) }
}

extension PublicKey: CodedAsText {
  public static var textForm: String { "43 characters of base64url" }
}
