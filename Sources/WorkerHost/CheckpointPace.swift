/// When a slot next writes its trial's checkpoint: so rarely that writing takes about a hundredth of the time.
///
/// The first checkpoint is due after the least interval, because its cost is unknown. Each later pause depends on the
/// cost of the last checkpoint.
struct CheckpointPace {
  /// The least training time between two checkpoints.
  let interval: Duration
  private var lastCost = Duration.zero
  private var lastEnd = Duration.zero

  /// Writing takes at most one part in this many of the time.
  static let share = 100

  init(interval: Duration) { self.interval = interval }

  /// Whether a checkpoint is due at `now`, which counts from the start of the training.
  func isDue(at now: Duration) -> Bool { now - lastEnd >= max(interval, lastCost * Self.share) }

  /// Notes that a checkpoint was written from `start` to `end`.
  mutating func note(from start: Duration, to end: Duration) {
    lastCost = end - start
    lastEnd = end
  }
}
