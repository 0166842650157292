/// An attempt that ended without a result.
public struct FailureSnapshot: Sendable, Codable, Equatable {
  public var attempt: Attempt
  /// The trial's label for people; see `Plan.label(of:)`.
  public var label: String
  /// The worker that had the attempt.
  public var worker: WorkerIdentifier
  public var cause: FailureCause
  /// One or two sentences, then the last lines of the trial's log where they were kept.
  public var message: String

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
