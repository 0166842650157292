public import Coordination
public import Plans
public import Trials

/// Everything that is recorded of a sweep and its results.
public struct SweepRecord: Sendable {
  /// The plan.
  public let plan: Plan
  /// The accepted results of the plan's trials.
  public let results: [TrialIdentifier: TrialResult]
  /// The results that are damaged, and not counted.
  public let damaged: [DamagedResult]
  /// How many trials of the plan are in which state.
  public let counts: TrialCounts
  /// Attempts that ended without a result, the last one first; drained ones, which nobody failed at, are left out.
  public let failures: [FailureSnapshot]
  /// By which hosts and builds the results were computed, with the number of results of each.
  public let origins: [ResultOrigin]

  /// A record.
  public init(
    plan: Plan, results: [TrialIdentifier: TrialResult], counts: TrialCounts, failures: [FailureSnapshot] = [],
    origins: [ResultOrigin] = [], damaged: [DamagedResult] = []
  ) {
    self.plan = plan
    self.results = results
    self.damaged = damaged
    self.counts = counts
    self.failures = failures
    self.origins = origins
  }
}
