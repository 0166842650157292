/// Why an attempt ended without a result; each cause has its own budget.
public enum FailureCause: String, Sendable, Codable, CaseIterable {
  /// The worker was asked to stop and gave the trial back. Never charged.
  case drained
  /// A batch system took the worker's host, and the worker gave the trial back. Never charged.
  case preempted
  /// The worker fell silent or its process ended. Charged when a later attempt is leased.
  case workerLost
  /// The worker never took the lease that it was sent. Never charged to the trial.
  case undelivered
  /// The lease waited behind another trial and was taken back for an idle worker. Never charged.
  case reclaimed
  /// Another copy of the trial was leased, or finished first. Never charged.
  case superseded
  /// The trial made no progress for longer than the stall timeout.
  case stalled
  /// The result was damaged on its way. Never charged.
  case damaged
  /// The slot's process ended without a result, by a signal for example.
  case crashed
  /// The kernel ended the slot's process because memory ran out.
  case outOfMemory
  /// The trial threw an error, because of bad data or an invalid setting. It would happen again.
  case failed

  /// The cause for people: `worker lost`.
  public var words: String {
    rawValue.reduce(into: "") { words, letter in words += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)" }
  }

  /// Whether the attempt ended although neither trial nor host failed.
  public var isNobodysFailure: Bool { [.drained, .preempted, .reclaimed, .superseded].contains(self) }
}
