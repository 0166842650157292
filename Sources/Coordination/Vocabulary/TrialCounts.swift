/// How many trials of a plan are in which state.
public struct TrialCounts: Sendable, Codable, Equatable {
  /// Trials of the plan.
  public var planned: Int
  /// Trials that nobody runs and that have no result.
  public var waiting: Int
  /// Trials leased to a worker.
  public var leased: Int
  /// Trials with their accepted result.
  public var done: Int
  /// Trials given up.
  public var failed: Int

  /// Counts; `planned` is stated apart so that the sum can be checked against it.
  public init(planned: Int, waiting: Int, leased: Int, done: Int, failed: Int) {
    self.planned = planned
    self.waiting = waiting
    self.leased = leased
    self.done = done
    self.failed = failed
  }

  /// Whether every planned trial is in exactly one state: planned = waiting + leased + done + failed.
  public var addUp: Bool { planned == waiting + leased + done + failed }

  /// Whether nothing is left to run.
  public var isComplete: Bool { waiting == 0 && leased == 0 }
}
