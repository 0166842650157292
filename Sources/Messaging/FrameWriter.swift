import OperatingSystem

/// Writes the fields of a frame, one after the other; see `FrameFormat`.
struct FrameWriter {
  private(set) var bytes: [UInt8]

  init(type: UInt8) {
    bytes = FrameFormat.magic + [FrameFormat.version, type]
  }

  mutating func write(_ value: UInt8) { bytes.append(value) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: Int) { bytes += UInt64(bitPattern: Int64(value)).littleEndianBytes }

  mutating func write(_ value: Double) { bytes += value.bitPattern.littleEndianBytes }

  mutating func write(_ value: [UInt8]) {
    bytes += UInt32(value.count).littleEndianBytes
    bytes += value
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
    bytes += UInt32(elements.count).littleEndianBytes
    for element in elements { each(&self, element) }
  }

  mutating func write<Value>(_ value: Value?, each: (inout FrameWriter, Value) -> Void) {
    write(value != nil)
    if let value { each(&self, value) }
  }
}
