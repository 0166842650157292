public import Trials

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
