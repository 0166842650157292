/// How much a coordinator keeps of trials that are not over.
public struct CheckpointUsage: Sendable, Codable, Equatable {
  /// The number of trials that have a checkpoint.
  public var trials: Int
  /// The bytes of all checkpoints, including those being fetched.
  public var byteCount: Int

  public init(trials: Int, byteCount: Int) {
    self.trials = trials
    self.byteCount = byteCount
  }
}
