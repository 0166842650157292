/// The rhythm of the link between the coordinator and its workers.
public struct LinkTiming: Sendable, Equatable {
  /// The time between two heartbeats of a worker.
  public var heartbeatInterval: Duration
  /// After this long without any message the other side is taken for lost.
  public var silenceTimeout: Duration
  /// The time after which a message that was not answered is sent again.
  public var resendInterval: Duration

  /// What any time of a rhythm may be. A shorter one keeps a processor busy, a longer one is a mistake.
  public static let bounds = Duration.milliseconds(10)...Duration.seconds(86_400)

  /// A rhythm; a heartbeat is sent at least four times within the silence timeout.
  public init(silenceTimeout: Duration = .seconds(10)) {
    self.silenceTimeout = silenceTimeout
    heartbeatInterval = min(.seconds(1), silenceTimeout / 4)
    resendInterval = min(.seconds(3), silenceTimeout / 2)
  }
}
