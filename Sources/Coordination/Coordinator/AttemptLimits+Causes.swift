public import Plans

extension AttemptLimits {
  /// How many charged attempts may end by `cause` before the trial is given up; nil if `cause` is never charged.
  public func budget(for cause: FailureCause) -> Int? {
    switch cause {
    case .crashed: crashes
    case .failed: errors
    case .outOfMemory: outOfMemory
    case .stalled: stalls
    case .workerLost: losses
    case .drained, .preempted, .undelivered, .reclaimed, .superseded, .damaged: nil
    }
  }

  var stallTimeout: Duration? { stallSeconds.map { .seconds($0) } }
}
