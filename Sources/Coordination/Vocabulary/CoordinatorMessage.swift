public import Trials

/// What the coordinator tells a worker. Every message may be lost, repeated or late without harm.
public enum CoordinatorMessage: Sendable, Equatable {
  /// The worker is registered with the coordinator of this journal and will be leased trials.
  case welcome(JournalIdentifier, LinkTiming)
  /// The worker cannot take part, with the reason. It must not ask again.
  case refused(reason: String)
  /// The coordinator does not know the sender, which must say hello.
  case reregister
  /// The worker must run this attempt.
  case lease(Attempt, TrialSpecification)
  /// The attempt is not the current one. The worker must stop and forget it.
  case cancel(Attempt)
  /// The attempt's end is durable. The worker may forget it.
  case acknowledged(Attempt)
  /// The coordinator's journal never leased the attempt. The worker keeps the result for the journal that did.
  case unknown(Attempt)
  /// A sign of life: the answer to a worker's heartbeat.
  case heartbeat
  /// The worker must give back what it runs, say goodbye and leave.
  case stop(StopReason)
}
