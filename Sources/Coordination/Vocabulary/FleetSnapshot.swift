/// What a sweep and its workers look like at one moment: what displays, `status` and logs are rendered from.
public struct FleetSnapshot: Sendable, Codable, Equatable {
  /// The sweep's name.
  public var sweep: String
  /// How many trials are in which state.
  public var counts: TrialCounts
  /// Every worker that the coordinator holds for alive, in the order of identifiers.
  public var workers: [WorkerSnapshot]
  /// Results accepted a second, lately; nil while that is not known.
  public var trialsPerSecond: Double?
  /// Estimated seconds until every trial is done or failed; nil while no estimate is possible.
  public var secondsRemaining: Double?
  /// Seconds since the coordinator began; nil where none serves.
  public var secondsElapsed: Double?
  /// What the results say so far; nil where that was not looked at.
  public var findings: SweepFindings?
  /// The latest failures, the last one first.
  public var lastFailures: [FailureSnapshot]
  /// The late results that were compared with the accepted ones; nil where that was not looked at.
  public var reproductions: Reproductions?
  /// Whether somebody serves the sweep; nil where that was not looked at.
  public var coordinator: CoordinatorPresence?
  /// What is kept of trials that are not over; nil where nobody coordinates.
  public var checkpoints: CheckpointUsage?

  /// A snapshot; without workers and rates it describes a sweep that nobody coordinates.
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

  /// Whether its numbers can be those of a coordinator: none is negative or so large that sums of them overflow.
  public var isPlausible: Bool {
    let numbers =
      [counts.planned, counts.waiting, counts.leased, counts.done, counts.failed] + workers.map(\.slots)
      + [checkpoints?.trials, checkpoints?.byteCount, findings?.diverged, findings?.best?.results].compactMap(\.self)
    return numbers.allSatisfy { (0...1 << 40).contains($0) }
  }

  /// The number of slots of all workers.
  public var slots: Int { workers.reduce(0) { $0 + $1.slots } }
}
