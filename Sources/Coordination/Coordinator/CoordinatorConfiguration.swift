public import Digests

/// What a coordinator is told beside its plan.
public struct CoordinatorConfiguration: Sendable {
  /// The rhythm of the link to the workers.
  public var timing: LinkTiming
  /// How long workers that the journal knows have after a restart to present themselves: they reconnect within
  /// `reconnectionCeiling`, and their next heartbeat is answered with the question who they are.
  public var restartGrace: Duration { Self.reconnectionCeiling + timing.heartbeatInterval * 2 }
  /// Whether a sweep on which nothing succeeds any more ends, because no other host will come.
  public var endsWhenHopeless: Bool
  /// regnorm's version: a worker of another version is refused.
  public var version: String
  /// The digest of the coordinator's executable: the log names workers of another build. Nil: not compared.
  public var build: Digest?
  /// The most workers at once; further ones are refused before descriptors run out.
  public var workerLimit = Int.max
  /// Whether the coordinator goes on serving when its sweep is complete.
  public var staysWhenComplete: Bool

  /// The longest that a worker waits between two attempts to reconnect, with a second's margin.
  public static let reconnectionCeiling = Duration.seconds(3)

  /// After this long without progress a trial is called stalled.
  public static let stalledAfter = Duration.seconds(60)

  /// A lease that was sent so often and never taken is given to another worker.
  public static let deliveryLimit = 5

  /// A lease that waits behind another for so long is taken back where a worker is idle.
  public static let reclaimAfter = Duration.seconds(5)

  /// A worker that gives a trial back sooner than this, and stays, counts as a worker on which trials fail.
  public static let quickReturn = Duration.seconds(5)

  /// Trials shorter than this are leased one ahead, so that a slot does not wait for the journal and the network.
  public static let prefetchBelow = Duration.seconds(1)

  /// A configuration.
  public init(
    timing: LinkTiming = LinkTiming(), version: String, endsWhenHopeless: Bool = false, staysWhenComplete: Bool = false
  ) {
    self.timing = timing
    self.version = version
    self.endsWhenHopeless = endsWhenHopeless
    self.staysWhenComplete = staysWhenComplete
  }
}
