/// The timing of the link between the coordinator and its workers. The coordinator decides it and tells the workers.
public struct LinkTiming: Sendable, Equatable {
  /// The time between two heartbeats of a worker.
  public var heartbeatInterval: Duration
  /// After this long without a message, the other side is lost: the coordinator ends a worker's leases, and a worker
  /// joins anew.
  public var leaseTimeout: Duration
  /// The time after which an unanswered message is sent again.
  public var resendInterval: Duration

  /// The default lease timeout.
  public static let usualLeaseTimeout = Duration.seconds(10)

  /// The bounds of every time here. A shorter time keeps a processor busy; a longer one is a mistake.
  public static let bounds = Duration.milliseconds(10)...Duration.seconds(86_400)

  /// Derives the other times from the lease timeout. A heartbeat is sent at least four times within it.
  public init(leaseTimeout: Duration = usualLeaseTimeout) {
    self.leaseTimeout = leaseTimeout
    heartbeatInterval = min(.seconds(1), leaseTimeout / 4)
    resendInterval = min(.seconds(3), leaseTimeout / 2)
  }
}
