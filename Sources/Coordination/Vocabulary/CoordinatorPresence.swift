/// Whether a process serves a sweep.
public enum CoordinatorPresence: Sendable, Codable, Equatable {
  /// A coordinator answers; workers connect to `address`.
  case serving(address: String)
  /// The process that `holder` names holds the sweep's directory but does not answer.
  case silent(holder: String)
  /// No process serves the sweep.
  case absent
}
