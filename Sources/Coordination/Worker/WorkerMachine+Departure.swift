extension WorkerMachine {
  /// Why a worker ends.
  public enum Departure: Sendable, Equatable {
    /// The coordinator sent the worker away.
    case stopped(StopReason)
    /// The worker was asked to drain.
    case drained
    /// A batch system takes the host away.
    case preempted
    /// The coordinator refused the worker.
    case refused(reason: String)
    /// No coordinator has been heard for so long, and nothing runs any more.
    case unanswered(for: Duration)
    /// The coordinator has had nothing to do for the worker for so long.
    case idle(for: Duration)
    /// The processes of the worker's slots do not start.
    case slotsFail(message: String)
    /// The worker's host cannot run the trials: the worker would take and fail one after the other.
    case unfit(message: String)
  }
}
