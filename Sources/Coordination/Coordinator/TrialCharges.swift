/// The charges against a trial's budgets: the number of attempts that ended by each cause, and their hosts.
public struct TrialCharges: Sendable, Equatable {
  private struct Charge: Equatable {
    var count = 0
    var hosts: Set<String> = []
  }

  private var byCause: [FailureCause: Charge] = [:]

  public init() {}

  /// Charges an attempt that ended by `cause` on `host`.
  public mutating func add(_ cause: FailureCause, host: String) {
    byCause[cause, default: Charge()].count += 1
    byCause[cause, default: Charge()].hosts.insert(host)
  }

  /// The number of attempts charged for `cause`.
  public func count(_ cause: FailureCause) -> Int { byCause[cause]?.count ?? 0 }

  /// Whether the charges for `cause` use up a budget of `budget` attempts. The charges must come from two hosts if the
  /// fleet has two, because a failure on one host may be that host's fault.
  public func useUp(_ budget: Int, for cause: FailureCause, hostsInFleet: Int) -> Bool {
    guard let charge = byCause[cause] else { return false }
    return charge.count >= budget && charge.hosts.count >= min(2, hostsInFleet)
  }
}
