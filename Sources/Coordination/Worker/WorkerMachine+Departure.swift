extension WorkerMachine {
  /// Why a worker ends.
  public enum Departure: Sendable, Equatable {
    /// The coordinator sent the worker away.
    case stopped(StopReason)
    /// The worker was asked to drain.
    case drained
    /// A batch system takes the host.
    case preempted
    /// The coordinator refused the worker.
    case refused(reason: String)
    /// No coordinator was heard for this long, and no trial runs.
    case unanswered(for: Duration)
    /// The coordinator leased the worker nothing for this long.
    case idle(for: Duration)
    /// The processes of the slots do not start.
    case slotsFail(message: String)
    /// The worker's host cannot run the trials.
    case unfit(message: String)
  }
}
