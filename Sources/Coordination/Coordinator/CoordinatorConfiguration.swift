public import Digests

/// What a coordinator is told besides its plan.
public struct CoordinatorConfiguration: Sendable {
  /// The timing of the link to the workers.
  public var timing: LinkTiming
  /// How long the workers that the journal knows have after a restart to introduce themselves. They reconnect within
  /// `reconnectionCeiling`, and their next heartbeat is answered with a request for an introduction.
  public var restartGrace: Duration { Self.reconnectionCeiling + timing.heartbeatInterval * 2 }
  /// Whether a sweep ends when trials fail on every present host, because no other host will join.
  public var endsWhenHopeless: Bool
  /// The version of regnorm. A worker of another version is refused.
  public var version: String
  /// The digest of the coordinator's executable. The log names workers of another build. Nil if builds are not
  /// compared.
  public var build: Digest?
  /// The most workers at once. Further workers are refused, before descriptors run out.
  public var workerLimit = Int.max
  /// Whether the coordinator keeps serving when its sweep is complete.
  public var staysWhenComplete: Bool

  /// The longest time that a worker waits before it reconnects, plus a margin of a second.
  public static let reconnectionCeiling = Duration.seconds(3)

  /// A trial without progress for this long is logged as stalled.
  public static let stalledAfter = Duration.seconds(60)

  /// A lease that was sent this often and never taken ends. Its trial waits again.
  public static let deliveryLimit = 5

  /// A lease that waits behind another trial for this long is taken back for an idle worker.
  public static let reclaimAfter = Duration.seconds(5)

  /// A trial that is given back sooner than this counts as a failure of its host.
  public static let quickReturn = Duration.seconds(5)

  /// A worker that leaves sooner is leased only trials that are expected to end before. In this time any trial reaches a
  /// checkpoint, from which it goes on elsewhere.
  public static let checkpointableStay = Duration.seconds(60)

  /// A trial must be expected to end this many times sooner than its worker leaves.
  public static let stayMargin = 1.3

  /// Trials shorter than this are leased one ahead, so that a slot does not wait for the journal and the network.
  public static let prefetchBelow = Duration.seconds(1)

  public init(
    timing: LinkTiming = LinkTiming(), version: String, endsWhenHopeless: Bool = false, staysWhenComplete: Bool = false
  ) {
    self.timing = timing
    self.version = version
    self.endsWhenHopeless = endsWhenHopeless
    self.staysWhenComplete = staysWhenComplete
  }
}
