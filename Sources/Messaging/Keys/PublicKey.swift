public import Trials

/// The public half of a CURVE key pair (Curve25519): 32 bytes, as text 43 characters of `KeyText`.
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
  static let byteCount = 32

  let bytes: [UInt8]

  /// Nil unless `bytes` has 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads a key; nil if `text` is not one.
  public init?(_ text: String) {
    guard let bytes = KeyText.decode(text, count: Self.byteCount) else { return nil }
    self.bytes = bytes
  }

  public var description: String { KeyText.encode(bytes) }
}

extension PublicKey: CodedAsText {
  public static var textForm: String { "43 characters of base64url" }
}
