public import Digests
public import Trials

/// What a slot's process says of the attempt that it runs.
public enum SlotEvent: Sendable, Equatable {
  case progressed(TrialProgress)
  /// The trial resumes from a checkpoint after `step` steps.
  case resumed(step: Int)
  /// The trial finished. `result` is `TrialResult.encoded()`, `digest` its SHA-256.
  case finished(result: [UInt8], digest: Digest, seconds: Double)
  /// The trial threw an error.
  case failed(message: String)
  /// This host cannot run the trial; another host may.
  case unfit(message: String)

  /// Whether the attempt is over with this event.
  public var isEnd: Bool {
    switch self {
    case .progressed, .resumed: false
    case .finished, .failed, .unfit: true
    }
  }
}
