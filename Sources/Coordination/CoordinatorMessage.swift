import Trials

/// What the coordinator says to a worker: a closed set. Every message may be lost, repeated or late; none does harm then.
public enum CoordinatorMessage: Sendable, Equatable {
  /// The worker is registered and will be leased trials.
  case welcome(LinkTiming)
  /// The worker cannot take part, and why; it must not ask again.
  case refused(reason: String)
  /// The coordinator does not know the sender (any more): it must say hello.
  case reregister
  /// The worker is to run this attempt.
  case lease(Attempt, TrialSpecification)
  /// The attempt is not the current one: the worker is to stop it and forget it.
  case cancel(Attempt)
  /// What the worker said of the attempt's end is durable: it may forget it.
  case acknowledged(Attempt)
  /// A sign of life, the answer to a worker's heartbeat.
  case heartbeat
  /// The worker is to give back what it runs, say goodbye and leave.
  case stop(StopReason)
}

/// Why a coordinator sends its workers away.
public enum StopReason: String, Sendable, CaseIterable {
  /// Every trial is done or given up.
  case complete
  /// The coordinator was asked to stop; what is missing runs when it is started again.
  case interrupted
}

/// The rhythm of the link between the coordinator and its workers.
public struct LinkTiming: Sendable, Equatable {
  /// The time between two heartbeats of a worker.
  public var heartbeatInterval: Duration
  /// After this long without any message the other side is taken for lost.
  public var silenceTimeout: Duration
  /// The time after which a message that was not answered is sent again.
  public var resendInterval: Duration

  /// A rhythm; a heartbeat is sent at least four times within the silence timeout.
  public init(silenceTimeout: Duration = .seconds(10)) {
    self.silenceTimeout = silenceTimeout
    heartbeatInterval = min(.seconds(1), silenceTimeout / 4)
    resendInterval = min(.seconds(3), silenceTimeout / 2)
  }
}
