/// What a coordinator keeps of trials that are not over.
public struct CheckpointUsage: Sendable, Codable, Equatable {
  /// Trials that have a checkpoint.
  public var trials: Int
  /// The bytes of all checkpoints, those on their way included.
  public var byteCount: Int

  /// A usage.
  public init(trials: Int, byteCount: Int) {
    self.trials = trials
    self.byteCount = byteCount
  }
}
