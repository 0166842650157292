/// A sweep and its workers at one moment, for displays, `status` and logs.
public struct FleetSnapshot: Sendable, Codable, Equatable {
  /// The sweep's name.
  public var sweep: String
  /// The number of trials in each state.
  public var counts: TrialCounts
  /// Every connected worker, sorted by identifier.
  public var workers: [WorkerSnapshot]
  /// The results accepted per second, lately; nil while that is unknown.
  public var trialsPerSecond: Double?
  /// The estimated seconds until every trial is done or given up; nil without an estimate.
  public var secondsRemaining: Double?
  /// The seconds since the coordinator started; nil without a coordinator.
  public var secondsElapsed: Double?
  /// What the results say so far; nil if unknown.
  public var findings: SweepFindings?
  /// The latest failures, newest first.
  public var lastFailures: [FailureSnapshot]
  /// The late results that were compared with the accepted ones; nil if unknown.
  public var reproductions: Reproductions?
  /// Whether a process serves the sweep; nil if unknown.
  public var coordinator: CoordinatorPresence?
  /// Whether slots are free, and every worker that has one leaves too soon for every waiting trial; nil if unknown.
  public var waitsForLongerStays: Bool?
  /// The checkpoints that the coordinator keeps; nil without a coordinator.
  public var checkpoints: CheckpointUsage?

  /// Without workers and rates, a snapshot describes a sweep without a coordinator.
  public init(
    sweep: String, counts: TrialCounts, workers: [WorkerSnapshot] = [], trialsPerSecond: Double? = nil,
    secondsRemaining: Double? = nil, secondsElapsed: Double? = nil, findings: SweepFindings? = nil,
    lastFailures: [FailureSnapshot] = [], coordinator: CoordinatorPresence? = nil, checkpoints: CheckpointUsage? = nil
  ) {
    self.sweep = sweep
    self.counts = counts
    self.workers = workers
    self.trialsPerSecond = trialsPerSecond
    self.secondsRemaining = secondsRemaining
    self.secondsElapsed = secondsElapsed
    self.findings = findings
    self.lastFailures = lastFailures
    self.coordinator = coordinator
    self.checkpoints = checkpoints
  }

  /// Whether a coordinator can have sent these numbers: none is negative, or so large that sums overflow.
  public var isPlausible: Bool {
    let numbers =
      [counts.planned, counts.waiting, counts.leased, counts.done, counts.failed] + workers.map(\.slots)
      + [checkpoints?.trials, checkpoints?.byteCount, findings?.diverged, findings?.best?.results].compactMap(\.self)
    return numbers.allSatisfy { (0...1 << 40).contains($0) }
  }

  /// Whether a coordinator answers.
  public var isServed: Bool { if case .serving? = coordinator { true } else { false } }

  /// The number of slots of all workers.
  public var slots: Int { workers.reduce(0) { $0 + $1.slots } }
}
