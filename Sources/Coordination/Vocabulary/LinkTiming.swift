/// The rhythm of the link between the coordinator and its workers: the coordinator decides it and tells the workers.
public struct LinkTiming: Sendable, Equatable {
  /// The time between two heartbeats of a worker.
  public var heartbeatInterval: Duration
  /// After this long without any message the other side is taken for lost: a worker's leases end, and a worker calls its
  /// coordinator silent.
  public var leaseTimeout: Duration
  /// The time after which a message that was not answered is sent again.
  public var resendInterval: Duration

  /// The lease timeout where none is stated.
  public static let usualLeaseTimeout = Duration.seconds(10)

  /// What any time of a rhythm may be. A shorter one keeps a processor busy, a longer one is a mistake.
  public static let bounds = Duration.milliseconds(10)...Duration.seconds(86_400)

  /// A rhythm; a heartbeat is sent at least four times within the lease timeout.
  public init(leaseTimeout: Duration = usualLeaseTimeout) {
    self.leaseTimeout = leaseTimeout
    heartbeatInterval = min(.seconds(1), leaseTimeout / 4)
    resendInterval = min(.seconds(3), leaseTimeout / 2)
  }
}
