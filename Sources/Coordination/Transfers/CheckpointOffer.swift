public import Digests

/// A trial's whole state after some steps, as a file that one side offers to the other.
public struct CheckpointOffer: Sendable, Hashable, Codable {
  /// From a worker: the attempt that wrote the state. To a worker: the attempt that may resume from the state.
  public var attempt: Attempt
  /// The number of training steps done.
  public let step: Int
  /// The SHA-256 of the file with the bytes of `Trial.checkpoint`.
  public let file: Digest
  /// The size of the file in bytes.
  public let byteCount: Int
  /// The digest of the executable that wrote the state. No other executable reads the state.
  public let build: Digest

  public init(attempt: Attempt, step: Int, file: Digest, byteCount: Int, build: Digest) {
    self.attempt = attempt
    self.step = step
    self.file = file
    self.byteCount = byteCount
    self.build = build
  }
}
