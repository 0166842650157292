import Plans

/// The failures of one trial on one host.
struct HostFailures {
  private var counts: [FailureCause: Int] = [:]
  /// The number of results of the host when the trial last failed there.
  private var successes: Int?
  /// Whether the trial is at fault rather than the host.
  private(set) var isTrialsFault = false

  /// More failures than this are the trial's fault on any host that has ever given a result.
  private static let limit = 3

  /// Notes a failure by `cause` on a host with this `reliability`.
  ///
  /// The trial is at fault if the host's last attempt succeeded, or if the host has given results since the trial last
  /// failed there.
  mutating func note(_ cause: FailureCause, _ reliability: HostReliability) {
    counts[cause, default: 0] += 1
    let hasHostSucceededSince = successes.map { reliability.successes > $0 } ?? false
    let hasFailedOften = reliability.successes > 0 && counts.values.reduce(0, +) > Self.limit
    isTrialsFault = isTrialsFault || reliability.isSound || hasHostSucceededSince || hasFailedOften
    successes = reliability.successes
  }

  /// Whether the failures, charged or not, would use up one of the budgets.
  func useUp(_ limits: AttemptLimits) -> Bool {
    counts.contains { cause, count in limits.budget(for: cause).map { count >= $0 } ?? false }
  }
}
