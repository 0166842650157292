public import Coordination

extension CoordinatorProcess {
  /// How a coordinator ended.
  public enum Outcome: Sendable, Equatable {
    /// Every trial is done or given up.
    case complete(FleetSnapshot)
    /// Nothing succeeded any more on any host that was there; the trials that failed are given up.
    case hopeless(FleetSnapshot)
    /// A signal came; what is missing runs when it is started again.
    case interrupted(signal: Int32, FleetSnapshot)
  }
}
