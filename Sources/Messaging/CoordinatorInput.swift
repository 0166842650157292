public import Coordination

/// Everything that a coordinator's socket may receive.
public enum CoordinatorInput: Sendable, Equatable {
  case worker(WorkerMessage)
  /// A worker speaks of a file.
  case transfer(TransferMessage)
  /// Somebody asks for the fleet's snapshot.
  case question(number: Int)

  /// Reads a frame; whatever its bytes, it is an input or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    do {
      self = .worker(try WorkerMessage(frame: frame))
    } catch .unknownType {
      self = try Self.besideLeases(frame)
    }
  }

  private static func besideLeases(_ frame: [UInt8]) throws(FrameError) -> CoordinatorInput {
    do {
      return .transfer(try TransferMessage(frame: frame))
    } catch .unknownType(let type) {
      guard case .question(let number) = try StatusMessage(frame: frame) else { throw .unknownType(type) }
      return .question(number: number)
    }
  }
}
