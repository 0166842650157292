import Coordination
public import Digests
public import Trials

/// What a slot's process tells its supervisor.
public enum SlotReport: Sendable, Equatable {
  /// The process waits for an order.
  case ready
  case progressed(TrialProgress)
  /// The trial resumes from a checkpoint after `step` steps.
  case resumed(step: Int)
  /// The trial's state after `step` steps is written into the store that the order named.
  case checkpointed(step: Int, Digest, byteCount: Int)
  /// The trial finished. `result` is `TrialResult.encoded()`, `digest` its SHA-256.
  case finished(result: [UInt8], digest: Digest, seconds: Double)
  /// The trial threw an error.
  case failed(message: String)
  /// This host cannot run the trial; another host may.
  case unfit(message: String)
}

extension SlotReport {
  private enum Kind: UInt8 {
    case ready = 113, progressed, finished, failed, unfit, resumed, checkpointed
  }

  public var frame: [UInt8] {
    switch self {
    case .ready:
      return FrameWriter(type: Kind.ready.rawValue).bytes
    case .progressed(let progress):
      var writer = FrameWriter(type: Kind.progressed.rawValue)
      writer.write(progress)
      return writer.bytes
    case .resumed(let step):
      var writer = FrameWriter(type: Kind.resumed.rawValue)
      writer.write(step)
      return writer.bytes
    case .checkpointed(let step, let digest, let byteCount):
      var writer = FrameWriter(type: Kind.checkpointed.rawValue)
      writer.write(step)
      writer.write(digest)
      writer.write(byteCount)
      return writer.bytes
    case .finished(let result, let digest, let seconds):
      var writer = FrameWriter(type: Kind.finished.rawValue)
      writer.write(seconds)
      writer.write(digest)
      writer.write(result)
      return writer.bytes
    case .failed(let message):
      var writer = FrameWriter(type: Kind.failed.rawValue)
      writer.write(message)
      return writer.bytes
    case .unfit(let message):
      var writer = FrameWriter(type: Kind.unfit.rawValue)
      writer.write(message)
      return writer.bytes
    }
  }

  /// Reads a frame. Bytes that are not a report throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .ready: self = .ready
    case .progressed: self = .progressed(try reader.progress())
    case .resumed: self = .resumed(step: try reader.integer("step", in: 0...Int.max))
    case .checkpointed:
      let step = try reader.integer("step", in: 0...Int.max)
      let digest = try reader.digest()
      self = .checkpointed(step: step, digest, byteCount: try reader.integer("size", in: 0...Int.max))
    case .finished:
      let seconds = try reader.seconds()
      let digest = try reader.digest()
      self = .finished(result: try reader.bytes("result"), digest: digest, seconds: seconds)
    case .failed: self = .failed(message: try reader.text("message"))
    case .unfit: self = .unfit(message: try reader.text("message"))
    case nil: throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
