/// Why an attempt ended without a result; each cause has its own budget.
public enum FailureCause: String, Sendable, Codable, CaseIterable {
  /// The worker was asked to stop and gave the trial back. Never charged.
  case drained
  /// A batch system took the worker's host away, and the worker gave the trial back. Never charged.
  case preempted
  /// The worker fell silent or went away. Charged when the trial is leased to another.
  case workerLost
  /// The worker never took the lease that it was sent. Never charged to the trial.
  case undelivered
  /// The lease waited behind another trial of its worker and was taken back for a worker that was idle. Never charged.
  case reclaimed
  /// Another copy of the trial was leased, or finished first. Never charged.
  case superseded
  /// The trial made no progress for longer than the stall timeout.
  case stalled
  /// The result was damaged on its way. Never charged to the trial.
  case damaged
  /// The slot's process ended without a result: a signal, an abort.
  case crashed
  /// The kernel ended the slot's process because memory ran out.
  case outOfMemory
  /// The trial threw an error: bad data, an invalid setting. Would happen again.
  case failed

  /// The cause for people: `worker lost`.
  public var words: String {
    rawValue.reduce(into: "") { words, letter in words += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)" }
  }

  /// Whether the attempt ended only because its worker was wanted elsewhere.
  public var isNobodysFailure: Bool { [.drained, .preempted, .reclaimed, .superseded].contains(self) }
}
