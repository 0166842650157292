public import Coordination
public import Digests
import Trials

/// What a slot's process tells its supervisor.
public enum SlotReport: Sendable, Equatable {
  /// The process waits for an order.
  case ready
  /// The attempt's state after `step` steps is written into the store that the order named.
  case checkpointed(Attempt, step: Int, Digest, byteCount: Int)
  /// Something happened to the attempt.
  case happened(Attempt, SlotEvent)
}

extension SlotReport {
  private enum Kind: UInt8 {
    case ready = 113, progressed, finished, failed, unfit, resumed, checkpointed

    init(_ event: SlotEvent) {
      switch event {
      case .progressed: self = .progressed
      case .resumed: self = .resumed
      case .finished: self = .finished
      case .failed: self = .failed
      case .unfit: self = .unfit
      }
    }
  }

  public var frame: [UInt8] {
    switch self {
    case .ready:
      return FrameWriter(type: Kind.ready.rawValue).bytes
    case .checkpointed(let attempt, let step, let digest, let byteCount):
      var writer = FrameWriter(type: Kind.checkpointed.rawValue)
      writer.write(attempt)
      writer.write(step)
      writer.write(digest)
      writer.write(byteCount)
      return writer.bytes
    case .happened(let attempt, let event):
      var writer = FrameWriter(type: Kind(event).rawValue)
      writer.write(attempt)
      switch event {
      case .progressed(let progress): writer.write(progress)
      case .resumed(let step): writer.write(step)
      case .finished(let result, let digest, let seconds):
        writer.write(seconds)
        writer.write(digest)
        writer.write(result)
      case .failed(let message), .unfit(let message): writer.write(message)
      }
      return writer.bytes
    }
  }

  /// Reads a frame. Bytes that are not a report throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    guard let kind = Kind(rawValue: reader.type) else { throw .unknownType(Int(reader.type)) }
    self = kind == .ready ? .ready : try Self.report(kind, of: try reader.attempt(), from: &reader)
    try reader.finish()
  }

  private static func report(
    _ kind: Kind, of attempt: Attempt, from reader: inout FrameReader
  ) throws(FrameError) -> SlotReport {
    switch kind {
    case .ready: return .ready
    case .checkpointed:
      let step = try reader.integer("step", in: 0...Int.max)
      let digest = try reader.digest()
      return .checkpointed(attempt, step: step, digest, byteCount: try reader.integer("size", in: 0...Int.max))
    case .progressed: return .happened(attempt, .progressed(try reader.progress()))
    case .resumed: return .happened(attempt, .resumed(step: try reader.integer("step", in: 0...Int.max)))
    case .finished:
      let seconds = try reader.seconds()
      let digest = try reader.digest()
      return .happened(attempt, .finished(result: try reader.bytes("result"), digest: digest, seconds: seconds))
    case .failed: return .happened(attempt, .failed(message: try reader.text("message")))
    case .unfit: return .happened(attempt, .unfit(message: try reader.text("message")))
    }
  }
}
