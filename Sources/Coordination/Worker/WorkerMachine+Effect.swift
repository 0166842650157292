public import Trials

extension WorkerMachine {
  /// What the driver must do, in this order.
  public enum Effect: Sendable, Equatable {
    /// Send a message to the coordinator. It may get lost.
    case send(WorkerMessage)
    /// Try the coordinator's next address, if there is one, because nobody answers at the present one.
    case tryNextAddress
    /// Run the attempt in the slot's process, which is idle.
    case run(slot: Int, Attempt, TrialSpecification)
    /// Kill the slot's process. `slotDied` must not be called for it.
    case kill(slot: Int)
    /// Start a process for the slot, then call `slotReady`.
    case start(slot: Int)
    /// Keep the result where a later worker of this host finds it.
    case keep(FinishedAttempt)
    /// Forget the result, which was acknowledged.
    case discard(Attempt)
    /// Write to the log.
    case note(WorkerNotice)
    /// End the worker. No effect follows.
    case leave(Departure)
  }
}
