public import Coordination
import FoundationEssentials

/// A message at a coordinator's control port. A question has a number, and its answer has the same number, so that a
/// late answer is not taken for another.
public enum ControlMessage: Sendable, Equatable {
  /// Asks for the fleet's snapshot.
  case status
  /// Asks to register the sender's key under this name.
  case enrol(EnrolmentToken, WorkerName)
  /// The fleet's snapshot.
  case snapshot(FleetSnapshot)
  /// The sender's key is registered.
  case enrolled
  /// The sender does not get what it asked for, with the reason.
  case refused(reason: String)

  /// The most bytes of a question. The socket refuses longer ones before they are in memory.
  public static let questionLimit = 512

  enum Kind: UInt8 {
    case status = 65, snapshot, enrol, enrolled, refused
  }

  /// The message's frame. Throws if a snapshot cannot be encoded as JSON.
  public func frame(number: Int) throws -> [UInt8] {
    var writer = FrameWriter(type: kind.rawValue)
    writer.write(number)
    switch self {
    case .status, .enrolled: break
    case .enrol(let token, let name):
      writer.write(token.bytes)
      writer.write(name.text)
    case .snapshot(let snapshot): return try EncodedSnapshot(snapshot).frame(number: number)
    case .refused(let reason): writer.write(reason)
    }
    return writer.bytes
  }

  private var kind: Kind {
    switch self {
    case .status: .status
    case .enrol: .enrol
    case .snapshot: .snapshot
    case .enrolled: .enrolled
    case .refused: .refused
    }
  }

  /// Reads a frame and its number. Bytes that are not a message throw `FrameError`.
  public static func read(_ frame: [UInt8]) throws(FrameError) -> (number: Int, message: ControlMessage) {
    var reader = try FrameReader(frame)
    guard let kind = Kind(rawValue: reader.type) else { throw .unknownType(Int(reader.type)) }
    let number = try reader.integer("number")
    let message: ControlMessage
    switch kind {
    case .status: message = .status
    case .enrolled: message = .enrolled
    case .enrol:
      let bytes = try reader.bytes("token")
      guard bytes.count == EnrolmentToken.byteCount else { throw .invalid(field: "token") }
      guard let name = WorkerName(try reader.text("name", limit: WorkerName.lengthLimit)) else {
        throw .invalid(field: "name")
      }
      message = .enrol(EnrolmentToken(bytes: bytes), name)
    case .snapshot:
      let json = try reader.bytes("snapshot")
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      guard let snapshot = try? decoder.decode(FleetSnapshot.self, from: Data(json)), snapshot.isPlausible else {
        throw .invalid(field: "snapshot")
      }
      message = .snapshot(snapshot)
    case .refused: message = .refused(reason: try reader.text("reason"))
    }
    try reader.finish()
    return (number, message)
  }
}
