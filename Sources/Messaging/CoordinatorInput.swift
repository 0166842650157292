public import Coordination

/// Everything that the coordinator's lease socket may receive.
public enum CoordinatorInput: Sendable, Equatable {
  case worker(WorkerMessage)
  /// A worker's message about a file.
  case transfer(TransferMessage)

  /// Reads a frame. Bytes that are not a message throw `FrameError`.
  public init(frame: [UInt8]) throws(FrameError) {
    do {
      self = .worker(try WorkerMessage(frame: frame))
    } catch .unknownType {
      self = .transfer(try TransferMessage(frame: frame))
    }
  }
}
