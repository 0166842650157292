public import Coordination

extension CoordinatorProcess {
  /// How a coordinator ended.
  public enum Outcome: Sendable, Equatable {
    /// Every trial is done or given up.
    case complete(FleetSnapshot)
    /// Trials failed on every present host. The trials that failed are given up.
    case hopeless(FleetSnapshot)
    /// A signal came. Workers of other hosts train on and wait. The missing trials run when the sweep is started again.
    case interrupted(signal: Int32, FleetSnapshot)
    /// An order ended the sweep, and its workers were sent away.
    case dismissed(FleetSnapshot)

    public var snapshot: FleetSnapshot {
      switch self {
      case .complete(let snapshot), .hopeless(let snapshot), .interrupted(_, let snapshot), .dismissed(let snapshot):
        snapshot
      }
    }
  }
}
