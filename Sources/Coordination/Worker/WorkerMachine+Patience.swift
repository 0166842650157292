extension WorkerMachine {
  /// How long a worker waits for a coordinator that it does not hear, and for work.
  public struct Patience: Sendable, Equatable {
    /// From its start, before any coordinator answered; nil: for ever.
    public var first: Duration?
    /// From the last word of the coordinator that welcomed it; nil: for ever.
    public var later: Duration?
    /// How long a worker stays that is connected and is leased nothing; nil: for ever.
    public var idle: Duration?

    /// By default a worker may be started long before its coordinator, waits an hour for one that fell silent, and stays
    /// while there is nothing to do.
    public init(first: Duration? = nil, later: Duration? = .seconds(3600), idle: Duration? = nil) {
      self.first = first
      self.later = later
      self.idle = idle
    }
  }
}
