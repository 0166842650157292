public import Digests

/// A trial's whole state after some steps, as a file that one side offers to the other.
public struct CheckpointOffer: Sendable, Hashable, Codable {
  /// From a worker: the attempt that came so far. To a worker: the attempt that may go on from there.
  public var attempt: Attempt
  /// The steps done.
  public let step: Int
  /// The SHA-256 of the file: what `Trial.checkpoint` answered.
  public let file: Digest
  /// The size of the file in bytes.
  public let byteCount: Int
  /// The digest of the executable that wrote the state. Another one does not read it.
  public let build: Digest

  /// An offer.
  public init(attempt: Attempt, step: Int, file: Digest, byteCount: Int, build: Digest) {
    self.attempt = attempt
    self.step = step
    self.file = file
    self.byteCount = byteCount
    self.build = build
  }
}
