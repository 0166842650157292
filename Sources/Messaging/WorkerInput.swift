public import Coordination

/// Everything that a worker's socket may receive.
public enum WorkerInput: Sendable, Equatable {
  case coordinator(CoordinatorMessage)
  case transfer(TransferMessage)

  /// Reads a frame. Bytes that are not a message throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    do {
      self = .coordinator(try CoordinatorMessage(frame: frame))
    } catch .unknownType {
      self = .transfer(try TransferMessage(frame: frame))
    }
  }
}
