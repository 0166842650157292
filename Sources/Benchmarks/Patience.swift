import Glibc

/// How a measurement is repeated: windows in which the process did not get a core to itself are measured again.
public struct Patience: Sendable {
  /// Seconds of one window.
  public let seconds: Double
  /// Windows of one measurement.
  public let repetitions: Int
  /// Seconds before the first window.
  public let warmUp: Double
  /// The share of a core that a window must have had.
  public let share: Double
  /// Seconds to insist on that, a measurement.
  public let limit: Double

  /// How to repeat a measurement.
  public init(
    seconds: Double = 2, repetitions: Int = 5, warmUp: Double = 1, share: Double = 0.97, limit: Double = 60
  ) {
    self.seconds = seconds
    self.repetitions = repetitions
    self.warmUp = warmUp
    self.share = share
    self.limit = limit
  }

  /// The windows that `measure` gives and how many of them were rejected; `keeping` sees each that counts.
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
