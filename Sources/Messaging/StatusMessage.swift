public import Coordination
import FoundationEssentials

/// What `regnorm status ENDPOINT` and the coordinator say to each other: a question with a number, and the fleet's
/// snapshot under the same number, so that an answer that comes late is not taken for another.
public enum StatusMessage: Sendable, Equatable {
  case question(number: Int)
  case answer(number: Int, FleetSnapshot)

  private enum Kind: UInt8 {
    case question = 65, answer
  }

  /// The message's frame; throws where a snapshot cannot be written as JSON.
  public func frame() throws -> [UInt8] {
    switch self {
    case .question(let number):
      var writer = FrameWriter(type: Kind.question.rawValue)
      writer.write(number)
      return writer.bytes
    case .answer(let number, let snapshot):
      var writer = FrameWriter(type: Kind.answer.rawValue)
      writer.write(number)
      let encoder = JSONEncoder()
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      writer.write(Array(try encoder.encode(snapshot)))
      return writer.bytes
    }
  }

  /// Reads a frame; whatever its bytes, it is a message or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    var reader = try FrameReader(frame)
    switch Kind(rawValue: reader.type) {
    case .question:
      self = .question(number: try reader.integer("number"))
    case .answer:
      let number = try reader.integer("number")
      let json = try reader.bytes("snapshot")
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      guard let snapshot = try? decoder.decode(FleetSnapshot.self, from: Data(json)), snapshot.isPlausible else {
        throw .invalid(field: "snapshot")
      }
      self = .answer(number: number, snapshot)
    case nil:
      throw .unknownType(Int(reader.type))
    }
    try reader.finish()
  }
}
