extension WorkerMachine {
  /// How long a worker waits for a silent coordinator and for trials, and how long it stays.
  public struct Patience: Sendable, Equatable {
    /// From the worker's start until a coordinator answers; nil for ever.
    public var first: Duration?
    /// From the last message of the coordinator that welcomed the worker; nil for ever.
    public var later: Duration?
    /// How long a connected worker stays without a trial; nil for ever.
    public var idle: Duration?
    /// From the worker's start until it must give its trials back, because its host is taken from it; nil for ever.
    public var stay: Duration?

    /// By default a worker waits for ever for its first coordinator, an hour for one that fell silent, and for ever for
    /// trials and its own end.
    public init(first: Duration? = nil, later: Duration? = .seconds(3600), idle: Duration? = nil, stay: Duration? = nil)
    {
      self.first = first
      self.later = later
      self.idle = idle
      self.stay = stay
    }
  }

  /// Whether the worker's stay is over. The worker then drains.
  public func mustLeave(now: Duration) -> Bool { leavesAt.map { $0 <= now } ?? false }
}
