import Trials

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
  /// The latest failures, the last one first.
  public var lastFailures: [FailureSnapshot]

  /// A snapshot; without workers and rates it describes a sweep that nobody coordinates.
  public init(
    sweep: String, counts: TrialCounts, workers: [WorkerSnapshot] = [], trialsPerSecond: Double? = nil,
    secondsRemaining: Double? = nil, lastFailures: [FailureSnapshot] = []
  ) {
    self.sweep = sweep
    self.counts = counts
    self.workers = workers
    self.trialsPerSecond = trialsPerSecond
    self.secondsRemaining = secondsRemaining
    self.lastFailures = lastFailures
  }

  /// Whether its numbers can be those of a coordinator: none is negative or so large that sums of them overflow.
  public var isPlausible: Bool {
    let numbers = [counts.planned, counts.waiting, counts.leased, counts.done, counts.failed] + workers.map(\.slots)
    return numbers.allSatisfy { (0...1 << 40).contains($0) }
  }

  /// The number of slots of all workers.
  public var slots: Int { workers.reduce(0) { $0 + $1.slots } }
}

/// How many trials of a plan are in which state.
public struct TrialCounts: Sendable, Codable, Equatable {
  /// Trials of the plan.
  public var planned: Int
  /// Trials that nobody runs and that have no result.
  public var waiting: Int
  /// Trials leased to a worker.
  public var leased: Int
  /// Trials with their accepted result.
  public var done: Int
  /// Trials given up.
  public var failed: Int

  /// Counts; `planned` is stated apart so that the sum can be checked against it.
  public init(planned: Int, waiting: Int, leased: Int, done: Int, failed: Int) {
    self.planned = planned
    self.waiting = waiting
    self.leased = leased
    self.done = done
    self.failed = failed
  }

  /// Whether every planned trial is in exactly one state: planned = waiting + leased + done + failed.
  public var addUp: Bool { planned == waiting + leased + done + failed }

  /// Whether nothing is left to run.
  public var isComplete: Bool { waiting == 0 && leased == 0 }
}

/// One worker at one moment.
public struct WorkerSnapshot: Sendable, Codable, Equatable {
  /// The worker.
  public var identifier: WorkerIdentifier
  /// The name of its host.
  public var host: String
  /// How many trials it can run at once.
  public var slots: Int
  /// The trials it runs, in the order of their labels.
  public var running: [RunningTrial]
  /// Why nothing is leased to its host for a while; nil where it is leased trials.
  public var setAside: String?

  /// A worker's snapshot.
  public init(
    identifier: WorkerIdentifier, host: String, slots: Int, running: [RunningTrial], setAside: String? = nil
  ) {
    self.identifier = identifier
    self.host = host
    self.slots = slots
    self.running = running
    self.setAside = setAside
  }
}

/// A trial that a worker runs, and how far it is.
public struct RunningTrial: Sendable, Codable, Equatable {
  /// The attempt that is running.
  public var attempt: Attempt
  /// What people call the trial; see `Plan.label(of:)`.
  public var label: String
  /// How far it is; nil before its first report.
  public var progress: TrialProgress?
  /// For how many seconds it has made no progress; nil while that is not long.
  public var stalledSeconds: Double?

  /// A running trial.
  public init(attempt: Attempt, label: String, progress: TrialProgress? = nil, stalledSeconds: Double? = nil) {
    self.attempt = attempt
    self.label = label
    self.progress = progress
    self.stalledSeconds = stalledSeconds
  }
}

/// An attempt that ended without a result.
public struct FailureSnapshot: Sendable, Codable, Equatable {
  /// The attempt.
  public var attempt: Attempt
  /// What people call the trial; see `Plan.label(of:)`.
  public var label: String
  /// The worker that had the attempt.
  public var worker: WorkerIdentifier
  /// Why the attempt ended.
  public var cause: FailureCause
  /// What is known about it, one or two sentences.
  public var message: String

  /// A failure.
  public init(attempt: Attempt, label: String, worker: WorkerIdentifier, cause: FailureCause, message: String) {
    self.attempt = attempt
    self.label = label
    self.worker = worker
    self.cause = cause
    self.message = message
  }
}
