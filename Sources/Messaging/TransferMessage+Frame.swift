public import Coordination
import Digests

/// The frames of messages about files, in both directions.
extension TransferMessage {
  private enum Kind: UInt8 {
    case request = 81, chunk, absent, offer, settled
  }

  public var frame: [UInt8] {
    var writer: FrameWriter
    switch self {
    case .request(let file, let offset):
      writer = FrameWriter(type: Kind.request.rawValue)
      writer.write(file)
      writer.write(offset)
    case .chunk(let chunk):
      writer = FrameWriter(type: Kind.chunk.rawValue)
      writer.write(chunk.file)
      writer.write(chunk.offset)
      writer.write(chunk.fileByteCount)
      writer.write(chunk.digest)
      writer.write(chunk.bytes)
    case .absent(let file):
      writer = FrameWriter(type: Kind.absent.rawValue)
      writer.write(file)
    case .offer(let offer):
      writer = FrameWriter(type: Kind.offer.rawValue)
      writer.write(offer.attempt)
      writer.write(offer.step)
      writer.write(offer.file)
      writer.write(offer.byteCount)
      writer.write(offer.build)
    case .settled(let attempt, let file):
      writer = FrameWriter(type: Kind.settled.rawValue)
      writer.write(attempt)
      writer.write(file)
    }
    return writer.bytes
  }

  /// Reads a frame. Bytes that are not a message throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    let places = 0...FileChunk.fileLimit
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .request: self = .request(try reader.digest(), offset: try reader.integer("offset", in: places))
    case .chunk:
      let file = try reader.digest()
      let offset = try reader.integer("offset", in: places)
      let fileByteCount = try reader.integer("size of the file", in: places)
      let digest = try reader.digest()
      let bytes = try reader.bytes("bytes", limit: FileChunk.limit)
      self = .chunk(
        FileChunk(file: file, offset: offset, fileByteCount: fileByteCount, bytes: bytes, digest: digest))
    case .absent: self = .absent(try reader.digest())
    case .offer:
      let attempt = try reader.attempt()
      let step = try reader.integer("step", in: 0...Int.max)
      let file = try reader.digest()
      let byteCount = try reader.integer("size of the file", in: places)
      self = .offer(
        CheckpointOffer(attempt: attempt, step: step, file: file, byteCount: byteCount, build: try reader.digest()))
    case .settled: self = .settled(try reader.attempt(), try reader.digest())
    case nil: throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
