/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// The bytes in four words, so that a digest needs no memory of its own; the most significant byte first.
  private let words: Words

  /// The digest with these 32 bytes; nil if `bytes` has another length.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = Words()
    for (place, byte) in bytes.enumerated() { words[place / 8] = words[place / 8] << 8 | UInt64(byte) }
    self.words = words
  }

  /// The digest with these 64 hexadecimal digits; nil if `text` is anything else.
  public init?(hexadecimal text: String) {
    var text = text
    guard let words = text.withUTF8(Self.words) else { return nil }
    self.words = words
  }

  /// The digest's bytes, most significant first.
  public var bytes: [UInt8] {
    (0..<Self.byteCount).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> (56 - 8 * ($0 % 8))) }
  }

  /// The digest as 64 hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 2 * Self.byteCount) { digits in
      for place in 0..<2 * Self.byteCount {
        let value = UInt8(truncatingIfNeeded: words[place / 16] >> (60 - 4 * (place % 16)) & 15)
        digits[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
      }
      return 2 * Self.byteCount
    }
  }

  /// A quarter of the bits tells digests apart as well as all of them.
  public func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }

  /// Orders digests as their hexadecimal texts.
  public static func < (left: Digest, right: Digest) -> Bool {
    guard let place = (0..<4).first(where: { left.words[$0] != right.words[$0] }) else { return false }
    return left.words[place] < right.words[place]
  }

  /// Four words. A vector of them would ask for 32 bytes of alignment, which the frames of asynchronous functions do not give.
  private struct Words: Equatable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    subscript(place: Int) -> UInt64 {
      get {
        switch place {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
      }
      set {
        switch place {
        case 0: first = newValue
        case 1: second = newValue
        case 2: third = newValue
        default: fourth = newValue
        }
      }
    }
  }

  /// Without a branch for each digit: of random digits half the branches would be guessed wrong.
  private static func words(hexadecimal digits: UnsafeBufferPointer<UInt8>) -> Words? {
    guard digits.count == 2 * byteCount else { return nil }
    var words = Words()
    var invalid: UInt8 = 0
    for word in 0..<4 {
      var bits: UInt64 = 0
      for place in 16 * word..<16 * word + 16 {
        let number = digits[place] &- UInt8(ascii: "0")
        let letter = (digits[place] | 0x20) &- UInt8(ascii: "a")
        invalid |= number < 10 || letter < 6 ? 0 : 1
        bits = bits << 4 | UInt64(number < 10 ? number : letter &+ 10)
      }
      words[word] = bits
    }
    return invalid == 0 ? words : nil
  }
}
