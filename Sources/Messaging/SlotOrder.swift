public import Trials

/// What a supervisor says to the process of a slot.
public enum SlotOrder: Sendable, Equatable {
  /// Train this specification, from its beginning or from a checkpoint.
  case run(TrialSpecification, checkpoint: [UInt8]?)
}

extension SlotOrder {
  private enum Kind: UInt8 {
    case run = 97
  }

  /// The order's frame.
  public var frame: [UInt8] {
    switch self {
    case .run(let specification, let checkpoint):
      var writer = FrameWriter(type: Kind.run.rawValue)
      writer.write(specification)
      writer.write(checkpoint) { $0.write($1) }
      return writer.bytes
    }
  }

  /// Reads a frame; whatever its bytes, it is an order or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .run:
      self = .run(
        try reader.specification(),
        checkpoint: try reader.optional("checkpoint") { reader throws(FrameError) in try reader.bytes("checkpoint") })
    case nil: throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
