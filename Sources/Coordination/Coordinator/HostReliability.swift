/// How far a host can be trusted with trials.
///
/// A host on which everything fails could end thousands of attempts while a sound host trains a single trial. Such a
/// host therefore gets one trial at a time, after pauses that double. A failure is charged to a trial only if the trial
/// is at fault; see `HostFailures`.
struct HostReliability {
  /// The number of results from the host.
  private(set) var successes = 0
  /// The number of failures in a row. Failures of trials that were leased together count once.
  private(set) var streak = 0
  /// The end of the present pause.
  private(set) var pausesUntil = Duration.zero
  /// Whether a trial was leased since the last failure, to test whether the host is sound again.
  private(set) var isProbing = false
  /// The message of the last failure.
  private(set) var lastMessage = ""
  private var lastFailure: Duration?

  static let shortestPause = Duration.milliseconds(250)
  static let longestPause = Duration.seconds(60)
  /// The longest pause of a host that is alone.
  static let longestPauseAlone = Duration.seconds(1)
  /// The longest pause after a worker gave a trial back at once, because sites end workers in this way.
  static let longestPauseOfReturns = Duration.seconds(2)
  /// After this many failures in a row, no success is expected of the host.
  static let hopelessStreak = 8

  /// Whether the host's last attempt gave a result.
  var isSound: Bool { streak == 0 && successes > 0 }

  /// Whether the host may be leased a trial.
  func mayTake(now: Duration) -> Bool { streak == 0 || (now >= pausesUntil && !isProbing) }

  /// Moves every time by `duration`, in which the coordinator did not run.
  mutating func postpone(by duration: Duration) {
    pausesUntil += duration
    lastFailure? += duration
  }

  mutating func noteLease() { isProbing = streak > 0 }

  /// Notes the end of the trial that tested whether the host is sound, however it ended.
  mutating func noteProbeEnded() { isProbing = false }

  mutating func noteSuccess() {
    successes += 1
    streak = 0
    isProbing = false
  }

  /// Notes the failure of an attempt that was leased at `leasedAt`. Returns the pause that begins now; nil if the
  /// attempt was leased before the last failure and so says nothing new.
  mutating func noteFailure(
    leasedAt: Duration, now: Duration, message: String, longestPause: Duration = longestPause
  ) -> Duration? {
    lastMessage = message
    if let lastFailure, streak > 0, leasedAt < lastFailure { return nil }
    streak += 1
    lastFailure = now
    let pause = min(longestPause, Self.shortestPause * (1 << min(streak - 1, 16)))
    pausesUntil = now + pause
    return pause
  }
}
