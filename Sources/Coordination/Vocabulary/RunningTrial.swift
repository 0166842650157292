public import Trials

/// A trial that a worker runs, with its progress.
public struct RunningTrial: Sendable, Codable, Equatable {
  public var attempt: Attempt
  /// The trial's label for people; see `Plan.label(of:)`.
  public var label: String
  /// The trial's progress; nil before its first report.
  public var progress: TrialProgress?
  /// The seconds without progress; nil unless the trial counts as stalled.
  public var stalledSeconds: Double?

  public init(attempt: Attempt, label: String, progress: TrialProgress? = nil, stalledSeconds: Double? = nil) {
    self.attempt = attempt
    self.label = label
    self.progress = progress
    self.stalledSeconds = stalledSeconds
  }
}
