/// The number of a plan's trials in each state.
public struct TrialCounts: Sendable, Codable, Equatable {
  /// The trials of the plan.
  public var planned: Int
  /// The trials without a result that nobody runs.
  public var waiting: Int
  /// The trials leased to a worker.
  public var leased: Int
  /// The trials with an accepted result.
  public var done: Int
  /// The trials that were given up.
  public var failed: Int

  /// `planned` is stated separately so that the sum can be checked against it.
  public init(planned: Int, waiting: Int, leased: Int, done: Int, failed: Int) {
    self.planned = planned
    self.waiting = waiting
    self.leased = leased
    self.done = done
    self.failed = failed
  }

  /// Whether every planned trial is in exactly one state.
  public var addUp: Bool { planned == waiting + leased + done + failed }

  /// Whether nothing is left to run.
  public var isComplete: Bool { waiting == 0 && leased == 0 }
}
