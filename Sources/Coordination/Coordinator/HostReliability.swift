/// How far a host can be trusted with trials. A host whose attempts fail one after the other gets one trial at a time, after
/// pauses that double.
///
/// A host on which everything fails ends thousands of attempts while a sound host trains a single trial. The pauses hold
/// such a host back. A failure is charged to a trial only where the host was sound just before.
struct HostReliability {
  /// Results that came from the host.
  private(set) var successes = 0
  /// Failures in a row, those of trials that were leased together counted once.
  private(set) var streak = 0
  /// When the host may be tried again.
  private(set) var pausesUntil = Duration.zero
  /// Whether a trial was leased since the last failure, to see whether the host is sound again.
  private(set) var isProbing = false
  /// What is known of the last failure.
  private(set) var lastMessage = ""
  private var lastFailure: Duration?

  static let shortestPause = Duration.milliseconds(250)
  static let longestPause = Duration.seconds(60)
  /// The longest pause of a host while no other is there.
  static let longestPauseAlone = Duration.seconds(1)
  /// The longest pause after a worker gave a trial back at once, which is how a site ends its workers.
  static let longestPauseOfReturns = Duration.seconds(2)
  /// After so many failures in a row nothing more is expected of the host.
  static let hopelessStreak = 8

  /// Whether its last attempt gave a result.
  var isSound: Bool { streak == 0 && successes > 0 }

  /// Whether it may be leased a trial.
  func mayTake(now: Duration) -> Bool { streak == 0 || (now >= pausesUntil && !isProbing) }

  mutating func noteLease() { isProbing = streak > 0 }

  /// The trial that was leased to see whether the host is sound has ended, one way or another.
  mutating func noteProbeEnded() { isProbing = false }

  mutating func noteSuccess() {
    successes += 1
    streak = 0
    isProbing = false
  }

  /// Notes the failure of an attempt that was leased at `leasedAt`; answers the pause that begins with it, nil where the
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
