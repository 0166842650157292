public import Coordination

extension CoordinatorProcess {
  /// How a coordinator ended.
  public enum Outcome: Sendable, Equatable {
    /// Every trial is done or given up.
    case complete(FleetSnapshot)
    /// Nothing succeeded any more on any host that was there; the trials that failed are given up.
    case hopeless(FleetSnapshot)
    /// A signal came. Workers of other hosts train on and wait; what is missing runs when the sweep is started again.
    case interrupted(signal: Int32, FleetSnapshot)
    /// The sweep was ended by an order, and its workers were sent away.
    case dismissed(FleetSnapshot)

    /// The fleet at the end.
    public var snapshot: FleetSnapshot {
      switch self {
      case .complete(let snapshot), .hopeless(let snapshot), .interrupted(_, let snapshot), .dismissed(let snapshot):
        snapshot
      }
    }
  }
}
