import Bytes
import Glibc
import Messaging
public import OperatingSystem

/// Frames over pipes: 4 bytes of length, little-endian, then the frame.
public struct FramePipe {
  private let input: FileDescriptor
  /// Nil once it is closed.
  private var output: FileDescriptor?
  private var pending: [UInt8] = []
  private var hasEnded = false

  /// Frames that are read from `input` and written to `output`.
  public init(input: FileDescriptor, output: FileDescriptor) {
    self.input = input
    self.output = output
  }

  /// The descriptor that becomes readable when frames arrive or the other side has ended.
  public var descriptor: Int32 { input.number }

  /// Whether `next` would find something without waiting: the start of a frame, or the end of the input.
  public func hasInput() throws(SystemError) -> Bool {
    var item = pollfd(fd: input.number, events: Int16(POLLIN), revents: 0)
    return try SystemError.check(poll(&item, 1, 0), "look at \(input.name)") > 0
  }

  /// Sends a frame, and waits until the pipe has taken it. To an output that was closed nothing is sent.
  public func send(_ frame: [UInt8]) throws(SystemError) {
    guard let output else { return }
    var writer = ByteWriter()
    writer.write(UInt32(frame.count))
    writer.append(frame)
    try output.write(writer.bytes)
  }

  /// Closes the output: the other side's input ends.
  public mutating func closeOutput() { output = nil }

  /// The next frame, after waiting if the input waits. Nil if the other side has ended, or if the input does not wait
  /// and no frame is complete; `isOver` tells the two apart.
  public mutating func next() throws -> [UInt8]? {
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

  /// Whether the other side has ended and every complete frame was taken.
  public var isOver: Bool { hasEnded }

  private mutating func completeFrame() throws(FrameError) -> [UInt8]? {
    var header = ByteReader(Array(pending.prefix(4)))
    guard let length = header.word(UInt32.self).map({ Int($0) }) else { return nil }
    guard length <= FrameFormat.frameLimit else { throw .outOfBounds(field: "frame") }
    guard pending.count >= 4 + length else { return nil }
    defer { pending.removeSubrange(..<(4 + length)) }
    return Array(pending[4..<4 + length])
  }
}
