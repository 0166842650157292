import Plans

/// How one trial failed on one host.
struct HostFailures {
  private var counts: [FailureCause: Int] = [:]
  /// The results that the host had given when the trial failed there last.
  private var successes: Int?
  /// Whether the trial, and not the host, is taken to be at fault.
  private(set) var isTrialsFault = false

  /// So many failures on a host that ever gave a result are the trial's fault, whatever else failed there.
  private static let limit = 3

  /// Notes a failure by `cause` on a host with this `reliability`.
  ///
  /// The trial is at fault where the host was sound just before, or has given results since the trial failed there last.
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
