public import Digests

/// A trial's identity: the SHA-256 of its specification's canonical text. The same trial in two sweeps has one
/// identity.
public struct TrialIdentifier: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let digest: Digest

  init(digest: Digest) { self.digest = digest }

  /// The identity of `specification`.
  public init(of specification: TrialSpecification) {
    digest = SHA256.hash(specification.canonicalText.utf8)
  }

  /// The identity with these 64 hexadecimal digits; nil if `text` is anything else.
  public init?(_ text: String) {
    guard let digest = Digest(hexadecimal: text) else { return nil }
    self.digest = digest
  }

  /// The identity with these 32 bytes; nil if `bytes` has another length.
  public init?(bytes: [UInt8]) {
    guard let digest = Digest(bytes) else { return nil }
    self.digest = digest
  }

  /// 64 hexadecimal digits.
  public var description: String { digest.description }

  /// The first 8 digits, for people.
  public var short: String { String(description.prefix(8)) }

  /// Orders identities as their hexadecimal texts.
  public static func < (left: TrialIdentifier, right: TrialIdentifier) -> Bool { left.digest < right.digest }
}

extension TrialIdentifier: Codable {
  public init(from decoder: any Decoder) throws {
    digest = try Digest(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try digest.encode(to: encoder)
  }
}
