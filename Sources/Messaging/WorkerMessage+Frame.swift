import Coordination
import Trials

/// How a worker's messages travel.
extension WorkerMessage {
  private enum Kind: UInt8 {
    case hello = 1, heartbeat, result, ended, goodbye
  }

  /// The message's frame.
  public var frame: [UInt8] {
    switch self {
    case .hello(let introduction):
      var writer = FrameWriter(type: Kind.hello.rawValue)
      writer.write(introduction.identifier.text)
      writer.write(introduction.slots)
      let provenance = introduction.provenance
      for text in [
        provenance.host, provenance.processor, provenance.system, provenance.version, provenance.build,
        provenance.kernels,
      ] { writer.write(text) }
      writer.write(introduction.holding) { $0.write($1) }
      return writer.bytes
    case .heartbeat(let holding):
      var writer = FrameWriter(type: Kind.heartbeat.rawValue)
      writer.write(holding) { $0.write($1) }
      return writer.bytes
    case .result(let attempt, let result, let seconds):
      var writer = FrameWriter(type: Kind.result.rawValue)
      writer.write(attempt)
      writer.write(seconds)
      writer.write(result)
      return writer.bytes
    case .ended(let attempt, let cause, let message):
      var writer = FrameWriter(type: Kind.ended.rawValue)
      writer.write(attempt)
      writer.write(cause.rawValue)
      writer.write(message)
      return writer.bytes
    case .goodbye:
      return FrameWriter(type: Kind.goodbye.rawValue).bytes
    }
  }

  /// Reads a frame; whatever its bytes, it is a message or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .hello:
      let identifier = WorkerIdentifier(try reader.text("worker"))
      // The journal would cut it there and take two workers for one.
      guard !identifier.text.utf8.contains(0) else { throw .invalid(field: "worker") }
      let slots = try reader.integer("slots", in: 0...1024)
      let provenance = Provenance(
        host: try reader.text("host"), processor: try reader.text("processor"), system: try reader.text("system"),
        version: try reader.text("version"), build: try reader.text("build"), kernels: try reader.text("kernels"))
      let holding = try reader.holding()
      self = .hello(
        WorkerIntroduction(identifier: identifier, slots: slots, provenance: provenance, holding: holding))
    case .heartbeat:
      self = .heartbeat(try reader.holding())
    case .result:
      let attempt = try reader.attempt()
      let seconds = try reader.number("seconds")
      guard seconds >= 0, seconds.isFinite else { throw .outOfBounds(field: "seconds") }
      self = .result(attempt, result: try reader.bytes("result"), seconds: seconds)
    case .ended:
      self = .ended(try reader.attempt(), cause: try reader.name("cause"), message: try reader.text("message"))
    case .goodbye:
      self = .goodbye
    case nil:
      throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}

extension FrameWriter {
  fileprivate mutating func write(_ held: HeldAttempt) {
    write(held.attempt)
    switch held.stage {
    case .queued: write(UInt8(0))
    case .running(let progress):
      write(UInt8(1))
      write(progress) { $0.write($1) }
    case .ended: write(UInt8(2))
    }
  }
}

extension FrameReader {
  fileprivate mutating func holding() throws(FrameError) -> [HeldAttempt] {
    try list("attempts") { reader throws(FrameError) in
      let attempt = try reader.attempt()
      switch try reader.byte("stage") {
      case 0: return HeldAttempt(attempt, .queued)
      case 1:
        let progress = try reader.optional("progress") { reader throws(FrameError) in try reader.progress() }
        return HeldAttempt(attempt, .running(progress))
      case 2: return HeldAttempt(attempt, .ended)
      default: throw .invalid(field: "stage")
      }
    }
  }
}
