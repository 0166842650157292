public import Trials

extension WorkerMachine {
  /// What is to be done, in this order.
  public enum Effect: Sendable, Equatable {
    /// To be sent to the coordinator; it may get lost.
    case send(WorkerMessage)
    /// Nobody answers at the address that is tried now: the coordinator's next one is to be tried, where it has several.
    case tryNextAddress
    /// The slot's process, which is idle, is to run the attempt.
    case run(slot: Int, Attempt, TrialSpecification)
    /// The slot's process is to be killed; `slotDied` is not reported for it.
    case kill(slot: Int)
    /// A process is to be started for the slot; it reports `slotReady`.
    case start(slot: Int)
    /// The result is to be kept where a later worker of this host finds it.
    case keep(FinishedAttempt)
    /// The result was acknowledged and need not be kept.
    case discard(Attempt)
    /// To be logged.
    case note(WorkerNotice)
    /// The worker has nothing left to do; nothing follows.
    case leave(Departure)
  }
}
