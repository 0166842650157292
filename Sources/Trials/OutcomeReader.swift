/// Reads the outcome from the bytes of `TrialResult.encoded`, and only steps over the curves and pictures, which are most of
/// a result.
///
/// It knows the one form in which results are written. What it does not know it leaves to the decoder of JSON.
struct OutcomeReader {
  /// The buffer outlives the reader, which is used only inside `withUnsafeBufferPointer`. Every index is compared
  /// with `count` first.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The outcome; nil where the bytes have any other form.
  mutating func outcome() -> TrialOutcome? {
    guard take("{") else { return nil }
    var metrics: [String: Double]?
    var divergence: Int?
    repeat {
      guard let key = text(), take(":") else { return nil }
      switch key {
      case "metrics" where metrics == nil:
        guard let values = values() else { return nil }
        metrics = values
      case "divergedAt" where divergence == nil:
        guard let step = number().flatMap({ Int($0) }) else { return nil }
        divergence = step
      case "curves", "pictures":
        guard stepOver() else { return nil }
      default: return nil
      }
    } while take(",")
    guard take("}"), place == bytes.count, let metrics else { return nil }
    return TrialOutcome(metrics: metrics, divergedAt: divergence)
  }

  /// An object of numbers.
  private mutating func values() -> [String: Double]? {
    guard take("{") else { return nil }
    var values: [String: Double] = [:]
    if take("}") { return values }
    repeat {
      guard let name = text(), take(":"), let value = value(), values.updateValue(value, forKey: name) == nil else {
        return nil
      }
    } while take(",")
    return take("}") ? values : nil
  }

  private mutating func value() -> Double? {
    if let number = number() { return Double(number) }
    switch text() {
    case "nan": return .nan
    case "inf": return .infinity
    case "-inf": return -.infinity
    default: return nil
    }
  }

  /// The characters of a number, which has at least one digit.
  private mutating func number() -> String? {
    let start = place
    while place < bytes.count, Self.isPartOfNumber(bytes[place]) { place += 1 }
    guard place > start else { return nil }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// A text of plain ASCII without escapes.
  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      guard bytes[place] != UInt8(ascii: "\\"), (0x20..<0x7F).contains(bytes[place]) else { return nil }
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return take("\"") ? text : nil
  }

  /// Steps over an object or a list.
  private mutating func stepOver() -> Bool {
    var depth = 0
    var isInText = false
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isInText {
        if byte == UInt8(ascii: "\\") { place += 1 } else if byte == UInt8(ascii: "\"") { isInText = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return depth == 0 }
      default: if depth == 0 { return false }
      }
    }
    return false
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }
}
