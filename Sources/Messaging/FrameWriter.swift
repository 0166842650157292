import Bytes

/// Writes the fields of a frame; see `FrameFormat`.
struct FrameWriter {
  private var writer: ByteWriter

  init(type: UInt8) {
    writer = ByteWriter(FrameFormat.magic + [FrameFormat.version, type])
  }

  var bytes: [UInt8] { writer.bytes }

  mutating func write(_ value: UInt8) { writer.write(value) }

  mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

  mutating func write(_ value: Int) { writer.write(Int64(value)) }

  mutating func write(_ value: Double) { writer.write(value) }

  mutating func write(_ value: [UInt8]) {
    writer.write(UInt32(value.count))
    writer.append(value)
  }

  /// A text beyond the limit, such as a long error message, is cut at a character's end.
  mutating func write(_ value: String) {
    var utf8 = Array(value.utf8)
    if utf8.count > FrameFormat.textLimit {
      var end = FrameFormat.textLimit
      while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
      utf8.removeSubrange(end...)
    }
    write(utf8)
  }

  mutating func write<Element>(_ elements: [Element], each: (inout FrameWriter, Element) -> Void) {
    precondition(
      elements.count <= FrameFormat.listLimit, "a frame's list has at most \(FrameFormat.listLimit) elements")
    writer.write(UInt32(elements.count))
    for element in elements { each(&self, element) }
  }

  mutating func write<Value>(_ value: Value?, each: (inout FrameWriter, Value) -> Void) {
    write(value != nil)
    if let value { each(&self, value) }
  }
}
