public import Coordination
import Trials

/// The frames of the coordinator's messages.
extension CoordinatorMessage {
  private enum Kind: UInt8 {
    case welcome = 33, refused, reregister, lease, cancel, acknowledged, heartbeat, stop, unknown
  }

  public var frame: [UInt8] {
    switch self {
    case .welcome(let journal, let timing):
      var writer = FrameWriter(type: Kind.welcome.rawValue)
      writer.write(journal)
      writer.write(timing.heartbeatInterval)
      writer.write(timing.leaseTimeout)
      writer.write(timing.resendInterval)
      return writer.bytes
    case .refused(let reason):
      var writer = FrameWriter(type: Kind.refused.rawValue)
      writer.write(reason)
      return writer.bytes
    case .reregister:
      return FrameWriter(type: Kind.reregister.rawValue).bytes
    case .lease(let attempt, let specification):
      var writer = FrameWriter(type: Kind.lease.rawValue)
      writer.write(attempt)
      writer.write(specification)
      return writer.bytes
    case .cancel(let attempt):
      var writer = FrameWriter(type: Kind.cancel.rawValue)
      writer.write(attempt)
      return writer.bytes
    case .acknowledged(let attempt):
      var writer = FrameWriter(type: Kind.acknowledged.rawValue)
      writer.write(attempt)
      return writer.bytes
    case .unknown(let attempt):
      var writer = FrameWriter(type: Kind.unknown.rawValue)
      writer.write(attempt)
      return writer.bytes
    case .heartbeat:
      return FrameWriter(type: Kind.heartbeat.rawValue).bytes
    case .stop(let reason):
      var writer = FrameWriter(type: Kind.stop.rawValue)
      writer.write(reason.rawValue)
      return writer.bytes
    }
  }

  /// Reads a frame. Bytes that are not a message throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .welcome:
      let journal = try reader.journal()
      var timing = LinkTiming()
      timing.heartbeatInterval = try reader.duration("heartbeat interval")
      timing.leaseTimeout = try reader.duration("lease timeout")
      timing.resendInterval = try reader.duration("resend interval")
      self = .welcome(journal, timing)
    case .refused: self = .refused(reason: try reader.text("reason"))
    case .reregister: self = .reregister
    case .lease: self = .lease(try reader.attempt(), try reader.specification())
    case .cancel: self = .cancel(try reader.attempt())
    case .acknowledged: self = .acknowledged(try reader.attempt())
    case .unknown: self = .unknown(try reader.attempt())
    case .heartbeat: self = .heartbeat
    case .stop: self = .stop(try reader.name("reason"))
    case nil: throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
