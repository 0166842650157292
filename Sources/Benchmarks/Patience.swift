import Glibc

/// The rules for repeating a measurement: windows in which the process did not have a core to itself are measured
/// again.
public struct Patience: Sendable {
  /// Seconds of one window.
  public let seconds: Double
  /// The number of windows of one measurement.
  public let repetitions: Int
  /// Seconds before the first window.
  public let warmUp: Double
  /// The share of a core that the process must have had in a window.
  public let share: Double
  /// The seconds after which a measurement accepts any share.
  public let limit: Double

  /// The rules, with defaults for the command line.
  public init(
    seconds: Double = 2, repetitions: Int = 5, warmUp: Double = 1, share: Double = 0.97, limit: Double = 60
  ) {
    self.seconds = seconds
    self.repetitions = repetitions
    self.warmUp = warmUp
    self.share = share
    self.limit = limit
  }

  /// Repeats `measure`. Returns the windows that count and the number of rejected ones. `keeping` sees each window that
  /// counts.
  func gather(
    _ measure: () throws -> Window, keeping: (Window) -> Void = { _ in }
  ) rethrows -> (kept: [Window], rejected: Int) {
    let deadline = ProcessClock.wall() + limit
    var (kept, rejected): ([Window], Int) = ([], 0)
    while kept.count < repetitions {
      let window = try measure()
      if window.cpu >= share * window.wall || ProcessClock.wall() >= deadline {
        kept.append(window)
        keeping(window)
      } else {
        rejected += 1
        usleep(500_000)
      }
    }
    return (kept, rejected)
  }
}
