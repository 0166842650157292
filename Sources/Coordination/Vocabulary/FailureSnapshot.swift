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
  /// What is known about it: one or two sentences and, on further lines, the last ones of the trial's log.
  public var message: String

  /// A failure.
  public init(attempt: Attempt, label: String, worker: WorkerIdentifier, cause: FailureCause, message: String) {
    self.attempt = attempt
    self.label = label
    self.worker = worker
    self.cause = cause
    self.message = message
  }

  /// The first line of the message.
  public var summary: String { String(message.prefix { $0 != "\n" }) }
}
