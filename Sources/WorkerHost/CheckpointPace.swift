/// When a slot writes the state of its trial next: so seldom that writing takes about a hundredth of the time.
///
/// Only what the last state took is known: the first one comes after the least interval, whatever it takes, and the pause
/// after it grows with what it took.
struct CheckpointPace {
  /// The least time of training between two states.
  let interval: Duration
  private var lastCost = Duration.zero
  private var lastEnd = Duration.zero

  /// Writing takes at most one part of so many of the time.
  static let share = 100

  init(interval: Duration) { self.interval = interval }

  /// Whether a state is due at `now`, counted from the start of the training.
  func isDue(at now: Duration) -> Bool { now - lastEnd >= max(interval, lastCost * Self.share) }

  /// A state was written from `start` to `end`.
  mutating func note(from start: Duration, to end: Duration) {
    lastCost = end - start
    lastEnd = end
  }
}
