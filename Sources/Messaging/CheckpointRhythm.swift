/// Where and how often a slot's process writes its trial's checkpoint.
public struct CheckpointRhythm: Sendable, Equatable {
  /// The folder of a `ContentStore`.
  public let folder: String
  /// The least training time between two checkpoints. A checkpoint that takes long to write is written less often.
  public let interval: Duration

  public init(folder: String, interval: Duration) {
    self.folder = folder
    self.interval = interval
  }
}
