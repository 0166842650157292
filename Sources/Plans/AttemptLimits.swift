/// When an attempt of a trial is ended, and after how many failed attempts, by their cause, the trial is given up.
///
/// An attempt that its worker gives back is never charged: preempted, drained, not delivered, damaged on its way.
public struct AttemptLimits: Sendable, Codable, Hashable {
  /// An attempt ends that makes no progress for so many seconds; nil: none does.
  public var stallSeconds: Double?
  /// Attempts whose process ended without a result: a signal, an abort.
  public var crashes: Int
  /// Attempts that threw an error, which would happen again.
  public var errors: Int
  /// Attempts whose process was ended because its host was out of memory.
  public var outOfMemory: Int
  /// Attempts that were ended after `stallSeconds`.
  public var stalls: Int
  /// Attempts that were lost with their worker.
  public var losses: Int

  /// Limits.
  public init(
    stallSeconds: Double? = nil, crashes: Int = 3, errors: Int = 1, outOfMemory: Int = 2, stalls: Int = 2,
    losses: Int = 5
  ) {
    self.stallSeconds = stallSeconds
    self.crashes = crashes
    self.errors = errors
    self.outOfMemory = outOfMemory
    self.stalls = stalls
    self.losses = losses
  }
}
