import Messaging

/// Frames over pipes: 4 bytes of length, little-endian, then the frame.
struct FramePipe {
  private let input: Descriptor
  private let output: Descriptor
  private var pending: [UInt8] = []
  private var hasEnded = false

  init(input: Descriptor, output: Descriptor) {
    self.input = input
    self.output = output
  }

  /// The descriptor that becomes readable when frames arrive or the other side is gone.
  var descriptor: Int32 { input.number }

  func send(_ frame: [UInt8]) throws(SystemError) {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: frame.count >> (8 * $0)) }
    try output.write(length + frame)
  }

  /// The next frame, waiting for it where the input waits; nil where the other side is gone, or where the input does not
  /// wait and no frame is complete. `isOver` tells the two apart.
  mutating func next() throws -> [UInt8]? {
    while true {
      if let frame = try completeFrame() { return frame }
      if hasEnded { return nil }
      guard let bytes = try input.read(limit: 1 << 16) else {
        hasEnded = true
        return nil
      }
      if bytes.isEmpty { return nil }
      pending += bytes
    }
  }

  /// Whether the other side is gone and every complete frame was taken.
  var isOver: Bool { hasEnded }

  private mutating func completeFrame() throws(FrameError) -> [UInt8]? {
    guard pending.count >= 4 else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(pending[$1]) << (8 * $1) }
    guard length <= FrameFormat.frameLimit else { throw .outOfBounds(field: "frame") }
    guard pending.count >= 4 + length else { return nil }
    defer { pending.removeSubrange(..<(4 + length)) }
    return Array(pending[4..<4 + length])
  }
}
