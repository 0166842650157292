/// How one trial failed on one host.
struct HostFailures {
  private var count = 0
  /// The results that the host had given when the trial failed there last.
  private var successes: Int?
  private var isTrialsFault = false

  /// So many failures on a host that ever gave a result are the trial's fault, whatever else failed there.
  private static let limit = 3

  /// Notes a failure on a host with this `reliability`; answers whether it is the trial's fault and not the host's.
  ///
  /// It is where the host was sound just before, or has given results since the trial failed there last, or where an
  /// earlier failure on the host was the trial's fault.
  mutating func note(_ reliability: HostReliability) -> Bool {
    count += 1
    let hasHostSucceededSince = successes.map { reliability.successes > $0 } ?? false
    let hasFailedOften = reliability.successes > 0 && count > Self.limit
    isTrialsFault = isTrialsFault || reliability.isSound || hasHostSucceededSince || hasFailedOften
    successes = reliability.successes
    return isTrialsFault
  }
}
