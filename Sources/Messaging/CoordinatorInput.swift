public import Coordination

/// Everything that a coordinator's socket may receive.
public enum CoordinatorInput: Sendable, Equatable {
  case worker(WorkerMessage)
  /// Somebody asks for the fleet's snapshot.
  case question(number: Int)

  /// Reads a frame; whatever its bytes, it is an input or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    do {
      self = .worker(try WorkerMessage(frame: frame))
    } catch .unknownType {
      guard case .question(let number) = try StatusMessage(frame: frame) else {
        throw .unknownType(Int(frame[3]))
      }
      self = .question(number: number)
    }
  }
}
