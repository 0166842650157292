public import Trials

/// The identity of one journal: new with every database of results, and part of every attempt that the journal leased.
///
/// The identity tells a worker whose attempts it holds. Only the journal that leased an attempt may acknowledge its
/// end.
public struct JournalIdentifier: Hashable, Sendable {
  /// The number of bytes of an identity.
  public static let byteCount = 16

  /// The identity's 16 bytes.
  public let bytes: [UInt8]

  /// Nil unless `bytes` has 16 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A new random identity.
  public static func random() -> JournalIdentifier {
    var generator = SystemRandomNumberGenerator()
    return JournalIdentifier(words: generator.next(), generator.next())
  }

  private init(words: UInt64...) {
    bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }
}

extension JournalIdentifier: CustomStringConvertible {
  /// Reads 32 hexadecimal digits; nil where `text` is anything else.
  public init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
      guard pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  /// 32 hexadecimal digits.
  public var description: String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

extension JournalIdentifier: CodedAsText {
  public static var textForm: String { "32 hexadecimal digits" }
}
