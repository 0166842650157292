import Trials

/// A leased trial as the coordinator sees it.
struct Lease {
  private(set) var leasedAt: Duration
  var sentAt: Duration
  /// How often the lease was sent since the worker last presented it.
  var deliveries = 1
  /// Whether the lease waits behind another trial of the worker.
  var isQueued = false
  var progress: TrialProgress?
  /// When the trial last made progress, or was leased.
  var progressedAt: Duration
  var isStalled = false
  /// The first reported progress, and when it came.
  private var firstProgress: (share: Double, at: Duration)?

  init(now: Duration) {
    leasedAt = now
    sentAt = now
    progressedAt = now
  }

  /// The share of the trial that is done, 0 to 1; nil before its first report.
  var share: Double? {
    progress.flatMap { $0.totalSteps > 0 ? min(1, max(0, Double($0.step) / Double($0.totalSteps))) : nil }
  }

  /// The seconds that the whole trial takes at its present pace; nil before two reports.
  var projectedSeconds: Double? {
    guard let share, let firstProgress, share > firstProgress.share else { return nil }
    return (progressedAt - firstProgress.at) / .seconds(1) / (share - firstProgress.share)
  }

  /// Notes that the trial has made progress.
  mutating func note(_ progress: TrialProgress?, now: Duration) {
    self.progress = progress
    progressedAt = now
    isStalled = false
    if firstProgress == nil, let share { firstProgress = (share, now) }
  }

  /// Moves every time by `duration`, in which the coordinator did not run.
  mutating func postpone(by duration: Duration) {
    leasedAt += duration
    sentAt += duration
    progressedAt += duration
    firstProgress?.at += duration
  }
}
