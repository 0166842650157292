/// What a coordinator can be told beside its plan.
public struct CoordinatorConfiguration: Sendable {
  /// The rhythm of the link to the workers.
  public var timing: LinkTiming
  /// How long workers that the journal knows have after a restart to present themselves: their reconnection takes up to
  /// `reconnectionCeiling` beyond the silence timeout.
  public var restartGrace: Duration { timing.silenceTimeout + Self.reconnectionCeiling }
  /// How many attempts of a trial may end by a cause before the trial is given up; a cause that is not stated never charges.
  public var budgets: [FailureCause: Int]
  /// regnorm's version: a worker of another version is refused.
  public var version: String
  /// The most workers at once; further ones are refused before descriptors run out.
  public var workerLimit = Int.max
  /// Whether the coordinator goes on serving when its sweep is complete.
  public var staysWhenComplete: Bool

  /// The longest that a worker waits between two attempts to reconnect, with a second's margin.
  public static let reconnectionCeiling = Duration.seconds(3)

  /// Trials shorter than this are leased one ahead, so that a slot does not wait for the journal and the network.
  public static let prefetchBelow = Duration.seconds(1)

  /// A configuration.
  public init(
    timing: LinkTiming = LinkTiming(),
    budgets: [FailureCause: Int] = [.crashed: 3, .failed: 1, .workerLost: 5],
    version: String, staysWhenComplete: Bool = false
  ) {
    self.timing = timing
    self.budgets = budgets
    self.version = version
    self.staysWhenComplete = staysWhenComplete
  }
}
