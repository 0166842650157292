extension WorkerMachine {
  /// How long a worker waits for a coordinator that it does not hear.
  public struct Patience: Sendable, Equatable {
    /// From its start, before any coordinator answered; nil: for ever.
    public var first: Duration?
    /// From the last word of the coordinator that welcomed it; nil: for ever.
    public var later: Duration?

    /// By default a worker may be started long before its coordinator, and waits an hour for one that fell silent.
    public init(first: Duration? = nil, later: Duration? = .seconds(3600)) {
      self.first = first
      self.later = later
    }
  }
}
