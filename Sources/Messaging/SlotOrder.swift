public import Coordination
public import Trials

/// What a supervisor tells a slot's process.
public enum SlotOrder: Sendable, Equatable {
  /// Train this specification, from its beginning or from the state in the file `checkpoint`, and write checkpoints. Every
  /// report names the attempt.
  case run(Attempt, TrialSpecification, checkpoint: String?, CheckpointRhythm)
  /// Write a checkpoint of the running trial now.
  case writeCheckpoint
}

extension SlotOrder {
  private enum Kind: UInt8 {
    case run = 97, writeCheckpoint
  }

  public var frame: [UInt8] {
    switch self {
    case .run(let attempt, let specification, let checkpoint, let rhythm):
      var writer = FrameWriter(type: Kind.run.rawValue)
      writer.write(attempt)
      writer.write(specification)
      writer.write(checkpoint) { $0.write($1) }
      writer.write(rhythm.folder)
      writer.write(rhythm.interval)
      return writer.bytes
    case .writeCheckpoint:
      return FrameWriter(type: Kind.writeCheckpoint.rawValue).bytes
    }
  }

  /// Reads a frame. Bytes that are not an order throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .run:
      let attempt = try reader.attempt()
      let specification = try reader.specification()
      let checkpoint = try reader.optional("checkpoint") { reader throws(FrameError) in try reader.text("checkpoint") }
      let folder = try reader.text("folder")
      self = .run(
        attempt, specification, checkpoint: checkpoint,
        CheckpointRhythm(folder: folder, interval: try reader.duration("interval")))
    case .writeCheckpoint: self = .writeCheckpoint
    case nil: throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
