import Bytes

/// Reads the fields of a frame; see `FrameFormat`. Every length is checked against its bound and the remaining bytes
/// before memory is allocated. So no frame can trap, or take more memory than a few times its own length.
struct FrameReader {
  let type: UInt8
  private var reader: ByteReader

  init(_ bytes: [UInt8]) throws(FrameError) {
    guard bytes.count >= FrameFormat.headerLength, Array(bytes[..<2]) == FrameFormat.magic else { throw .notOurs }
    guard bytes.count <= FrameFormat.frameLimit else { throw .outOfBounds(field: "frame") }
    guard bytes[2] == FrameFormat.version else {
      throw .version(theirs: Int(bytes[2]), ours: Int(FrameFormat.version))
    }
    type = bytes[3]
    reader = ByteReader(bytes, skipping: FrameFormat.headerLength)
  }

  mutating func byte(_ field: String) throws(FrameError) -> UInt8 { try word(field) }

  mutating func boolean(_ field: String) throws(FrameError) -> Bool {
    switch try byte(field) {
    case 0: false
    case 1: true
    default: throw .invalid(field: field)
    }
  }

  mutating func integer(_ field: String) throws(FrameError) -> Int {
    Int(try word(field) as Int64)
  }

  mutating func integer(_ field: String, in range: ClosedRange<Int>) throws(FrameError) -> Int {
    let value = try integer(field)
    guard range.contains(value) else { throw .outOfBounds(field: field) }
    return value
  }

  mutating func number(_ field: String) throws(FrameError) -> Double {
    Double(bitPattern: try word(field))
  }

  mutating func bytes(_ field: String, limit: Int = FrameFormat.frameLimit) throws(FrameError) -> [UInt8] {
    let count = try count(field)
    guard count <= limit else { throw .outOfBounds(field: field) }
    return Array(try take(count, field))
  }

  mutating func text(_ field: String, limit: Int = FrameFormat.textLimit) throws(FrameError) -> String {
    let count = try count(field)
    guard count <= limit else { throw .outOfBounds(field: field) }
    guard let text = String(validating: try take(count, field), as: UTF8.self) else { throw .invalid(field: field) }
    return text
  }

  /// A case of a closed set, by its raw value.
  mutating func name<Name: RawRepresentable<String>>(_ field: String) throws(FrameError) -> Name {
    guard let name = Name(rawValue: try text(field)) else { throw .invalid(field: field) }
    return name
  }

  mutating func list<Element>(
    _ field: String, each: (inout FrameReader) throws(FrameError) -> Element
  ) throws(FrameError) -> [Element] {
    let count = try count(field)
    guard count <= FrameFormat.listLimit, count <= reader.remaining else { throw .outOfBounds(field: field) }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try each(&self)) }
    return elements
  }

  mutating func optional<Value>(
    _ field: String, each: (inout FrameReader) throws(FrameError) -> Value
  ) throws(FrameError) -> Value? {
    try boolean(field) ? try each(&self) : nil
  }

  func finish() throws(FrameError) {
    guard reader.remaining == 0 else { throw .trailing(count: reader.remaining) }
  }

  private mutating func take(_ count: Int, _ field: String) throws(FrameError) -> ArraySlice<UInt8> {
    guard let bytes = reader.take(count) else { throw .truncated(field: field) }
    return bytes
  }

  private mutating func word<Word: FixedWidthInteger>(_ field: String) throws(FrameError) -> Word {
    guard let word = reader.word(Word.self) else { throw .truncated(field: field) }
    return word
  }

  /// The length of bytes or of a list.
  private mutating func count(_ field: String) throws(FrameError) -> Int { Int(try word(field) as UInt32) }
}
