public import Coordination
public import Plans
public import Trials

/// The record of a sweep and its results.
public struct SweepRecord: Sendable {
  /// The plan.
  public let plan: Plan
  /// The accepted results of the plan's trials.
  public let results: [TrialIdentifier: TrialResult]
  /// The wall-clock seconds of the attempts that gave the results.
  public let seconds: [TrialIdentifier: Double]
  /// The damaged results, which are not counted.
  public let damaged: [DamagedResult]
  /// The number of the plan's trials in each state.
  public let counts: TrialCounts
  /// Attempts that ended without a result, the last one first, without drained attempts, which are no failures.
  public let failures: [FailureSnapshot]
  /// The hosts and builds that computed the results, with the number of results of each.
  public let origins: [ResultOrigin]
  /// Every attempt at a trial of the plan, trial by trial in the order of the plan.
  public let attempts: [StoredAttempt]

  /// A record.
  public init(
    plan: Plan, results: [TrialIdentifier: TrialResult], seconds: [TrialIdentifier: Double] = [:],
    counts: TrialCounts, failures: [FailureSnapshot] = [],
    origins: [ResultOrigin] = [], attempts: [StoredAttempt] = [], damaged: [DamagedResult] = []
  ) {
    self.plan = plan
    self.results = results
    self.seconds = seconds
    self.damaged = damaged
    self.counts = counts
    self.failures = failures
    self.origins = origins
    self.attempts = attempts
  }
}
