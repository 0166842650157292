/// Where and how often a slot's process writes the state of its trial.
public struct CheckpointRhythm: Sendable, Equatable {
  /// The folder of a `ContentStore`.
  public let folder: String
  /// The least time of training between two states. A state that takes long to write is written less often.
  public let interval: Duration

  /// A rhythm.
  public init(folder: String, interval: Duration) {
    self.folder = folder
    self.interval = interval
  }
}
