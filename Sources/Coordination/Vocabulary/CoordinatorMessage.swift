public import Trials

/// What the coordinator says to a worker: a closed set. Every message may be lost, repeated or late; none does harm then.
public enum CoordinatorMessage: Sendable, Equatable {
  /// The worker is registered with the coordinator of this journal and will be leased trials.
  case welcome(JournalIdentifier, LinkTiming)
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
  /// The coordinator's journal never leased the attempt: the worker keeps what it has of it, for the journal that did.
  case unknown(Attempt)
  /// A sign of life, the answer to a worker's heartbeat.
  case heartbeat
  /// The worker is to give back what it runs, say goodbye and leave.
  case stop(StopReason)
}
