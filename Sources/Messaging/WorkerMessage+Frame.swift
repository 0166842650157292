public import Coordination
import Digests
import Trials

/// The frames of a worker's messages.
extension WorkerMessage {
  private enum Kind: UInt8 {
    case hello = 1, heartbeat, result, ended, goodbye, inherited, declined
  }

  public var frame: [UInt8] {
    switch self {
    case .hello(let introduction):
      var writer = FrameWriter(type: Kind.hello.rawValue)
      writer.write(introduction.identifier.text)
      writer.write(introduction.slots)
      let provenance = introduction.provenance
      for text in [
        provenance.host, provenance.processor, provenance.system, provenance.version,
        provenance.build.description, provenance.kernels,
      ] { writer.write(text) }
      writer.write(introduction.stay) { $0.write($1 / .seconds(1)) }
      writer.write(introduction.holding) { $0.write($1) }
      return writer.bytes
    case .heartbeat(let holding):
      var writer = FrameWriter(type: Kind.heartbeat.rawValue)
      writer.write(holding) { $0.write($1) }
      return writer.bytes
    case .result(let finished):
      var writer = FrameWriter(type: Kind.result.rawValue)
      writer.write(finished)
      return writer.bytes
    case .inherited(let finished, from: let earlier):
      var writer = FrameWriter(type: Kind.inherited.rawValue)
      writer.write(earlier.text)
      writer.write(finished)
      return writer.bytes
    case .declined(let attempt, let concluded):
      var writer = FrameWriter(type: Kind.declined.rawValue)
      writer.write(attempt)
      writer.write(concluded)
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

  /// Whether a frame has the type of a hello, whether or not the rest can be read.
  public static func isHello(_ frame: [UInt8]) -> Bool {
    frame.count >= FrameFormat.headerLength && frame.starts(with: FrameFormat.magic)
      && frame[FrameFormat.headerLength - 1] == Kind.hello.rawValue
  }

  /// Reads a frame. Bytes that are not a message throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .hello:
      let identifier = try reader.worker()
      let slots = try reader.integer("slots", in: 0...FrameFormat.slotLimit)
      let word = { (reader: inout FrameReader, field: String) throws(FrameError) in
        try reader.text(field, limit: FrameFormat.provenanceLimit)
      }
      let provenance = Provenance(
        host: try word(&reader, "host"), processor: try word(&reader, "processor"),
        system: try word(&reader, "system"), version: try word(&reader, "version"),
        build: try reader.digestText("build"), kernels: try word(&reader, "kernels"))
      let stay = try reader.optional("stay") { reader throws(FrameError) in Duration.seconds(try reader.seconds()) }
      let holding = try reader.holding()
      self = .hello(
        WorkerIntroduction(
          identifier: identifier, slots: slots, provenance: provenance, stay: stay, holding: holding))
    case .heartbeat:
      self = .heartbeat(try reader.holding())
    case .result:
      self = .result(try reader.finishedAttempt())
    case .inherited:
      let earlier = try reader.worker()
      self = .inherited(try reader.finishedAttempt(), from: earlier)
    case .declined:
      let attempt = try reader.attempt()
      self = .declined(attempt, concluded: try reader.integer("concluded", in: 1...FrameFormat.attemptLimit))
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
