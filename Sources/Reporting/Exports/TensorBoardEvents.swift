/// A file of scalars that TensorBoard reads: events in Protocol Buffers' encoding, in records with masked CRC-32C.
struct TensorBoardEvents {
  /// The file's bytes so far.
  private(set) var bytes: [UInt8] = []
  private let time: Double

  /// A file without scalars, all of whose events are of `time`, in seconds since 1970.
  init(time: Double) {
    self.time = time
    append(event { $0.field(3, text: "brain.Event:2") })
  }

  /// Adds the value of the scalar called `tag` at `step`.
  mutating func add(_ tag: String, step: Int, _ value: Double) {
    var scalar = ProtocolBuffer()
    scalar.field(1, text: tag)
    scalar.field(2, float: Float(value))
    var summary = ProtocolBuffer()
    summary.field(1, scalar.bytes)
    append(
      event {
        $0.field(2, integer: step)
        $0.field(5, summary.bytes)
      })
  }

  private func event(_ body: (inout ProtocolBuffer) -> Void) -> [UInt8] {
    var event = ProtocolBuffer()
    event.field(1, double: time)
    body(&event)
    return event.bytes
  }

  /// The length and its check, then the event and its check.
  private mutating func append(_ event: [UInt8]) {
    let length = littleEndian(UInt64(event.count))
    bytes += length + littleEndian(masked(CRC32C.of(length))) + event + littleEndian(masked(CRC32C.of(event)))
  }

  /// The check as the format stores it: turned and moved, so that a record of records has no check of zero.
  private func masked(_ check: UInt32) -> UInt32 { (check >> 15 | check << 17) &+ 0xA282_EAD8 }
}

private func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// A message in Protocol Buffers' encoding.
private struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func field(_ number: Int, integer: Int) {
    key(number, 0)
    variable(UInt64(bitPattern: Int64(integer)))
  }

  mutating func field(_ number: Int, double: Double) {
    key(number, 1)
    bytes += littleEndian(double.bitPattern)
  }

  mutating func field(_ number: Int, _ message: [UInt8]) {
    key(number, 2)
    variable(UInt64(message.count))
    bytes += message
  }

  mutating func field(_ number: Int, text: String) { field(number, Array(text.utf8)) }

  mutating func field(_ number: Int, float: Float) {
    key(number, 5)
    bytes += littleEndian(float.bitPattern)
  }

  private mutating func key(_ number: Int, _ kind: Int) { variable(UInt64(number << 3 | kind)) }

  private mutating func variable(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
