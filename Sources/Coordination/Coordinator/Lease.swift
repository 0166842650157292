import Trials

/// A trial in the hands of a worker, as the coordinator sees it.
struct Lease {
  let leasedAt: Duration
  var sentAt: Duration
  /// How often the lease was sent since the worker presented it last.
  var deliveries = 1
  /// Whether the worker has it behind another trial.
  var isQueued = false
  var progress: TrialProgress?
  /// When the trial last made progress, or was taken.
  var progressedAt: Duration
  var isStalled = false
  /// The first progress that was heard of, and when.
  private var firstProgress: (share: Double, at: Duration)?

  init(now: Duration) {
    leasedAt = now
    sentAt = now
    progressedAt = now
  }

  /// The share of the trial that is done; nil before its first report.
  var share: Double? {
    progress.flatMap { $0.totalSteps > 0 ? min(1, max(0, Double($0.step) / Double($0.totalSteps))) : nil }
  }

  /// How long the whole trial takes at the pace that was seen; nil before two reports.
  var projectedSeconds: Double? {
    guard let share, let firstProgress, share > firstProgress.share else { return nil }
    return (progressedAt - firstProgress.at) / .seconds(1) / (share - firstProgress.share)
  }

  /// Notes that the trial has come further.
  mutating func note(_ progress: TrialProgress?, now: Duration) {
    self.progress = progress
    progressedAt = now
    isStalled = false
    if firstProgress == nil, let share { firstProgress = (share, now) }
  }

  /// The coordinator did not run for `duration`.
  mutating func postpone(by duration: Duration) {
    progressedAt += duration
    firstProgress?.at += duration
  }
}
