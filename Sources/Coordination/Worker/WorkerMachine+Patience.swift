extension WorkerMachine {
  /// How long a worker waits for a silent coordinator, and for trials.
  public struct Patience: Sendable, Equatable {
    /// From the worker's start until a coordinator answers; nil for ever.
    public var first: Duration?
    /// From the last message of the coordinator that welcomed the worker; nil for ever.
    public var later: Duration?
    /// How long a connected worker stays without a trial; nil for ever.
    public var idle: Duration?

    /// By default a worker waits for ever for its first coordinator, an hour for one that fell silent, and for ever for
    /// trials.
    public init(first: Duration? = nil, later: Duration? = .seconds(3600), idle: Duration? = nil) {
      self.first = first
      self.later = later
      self.idle = idle
    }
  }
}
