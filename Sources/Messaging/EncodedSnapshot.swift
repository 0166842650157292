public import Coordination
import FoundationEssentials

/// A snapshot as it is sent, encoded once for all who ask while it holds.
public struct EncodedSnapshot: Sendable {
  private let json: [UInt8]

  /// Throws where the snapshot cannot be written as JSON.
  public init(_ snapshot: FleetSnapshot) throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    json = Array(try encoder.encode(snapshot))
  }

  /// The frame of the message `snapshot` that answers the question of this number.
  public func frame(number: Int) -> [UInt8] {
    var writer = FrameWriter(type: ControlMessage.Kind.snapshot.rawValue)
    writer.write(number)
    writer.write(json)
    return writer.bytes
  }
}
