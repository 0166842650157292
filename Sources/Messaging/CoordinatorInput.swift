public import Coordination

/// Everything that the socket of a coordinator's leases may receive.
public enum CoordinatorInput: Sendable, Equatable {
  case worker(WorkerMessage)
  /// A worker speaks of a file.
  case transfer(TransferMessage)

  /// Reads a frame; whatever its bytes, it is an input or an error.
  public init(frame: [UInt8]) throws(FrameError) {
    do {
      self = .worker(try WorkerMessage(frame: frame))
    } catch .unknownType {
      self = .transfer(try TransferMessage(frame: frame))
    }
  }
}
