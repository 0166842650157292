import Plans

/// A worker, as the coordinator sees it.
struct FleetMember {
  let identifier: WorkerIdentifier
  /// Where the worker can be reached; nil for a worker that the journal knows and that has not presented itself yet.
  var route: Route?
  /// Connections that were the worker's own before.
  var formerRoutes: Set<Route> = []
  var slots: Int
  var host: String
  /// When the worker is taken for lost, unless it is heard before: the lease timeout after its last message.
  var leasesEnd: Duration
  var leases: [TrialIndex: Lease] = [:]
  /// Attempts that the worker runs although a later copy of their trial was leased: the first result of either counts.
  var superseded: Set<Attempt> = []
}
