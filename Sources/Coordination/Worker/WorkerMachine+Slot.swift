import Trials

extension WorkerMachine {
  /// The state of one slot.
  enum Slot: Equatable {
    /// A process is being started.
    case starting
    case idle
    case running(Attempt, TrialProgress?)
    /// There is no process until one is started at `until`.
    case waiting(until: Duration)
  }
}
