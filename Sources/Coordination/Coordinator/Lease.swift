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

  init(now: Duration) {
    leasedAt = now
    sentAt = now
    progressedAt = now
  }
}
