import Trials

extension WorkerMachine {
  /// What one slot does.
  enum Slot: Equatable {
    /// A process is being started.
    case starting
    case idle
    case running(Attempt, TrialProgress?)
    /// No process; one is started then.
    case waiting(until: Duration)
  }
}
