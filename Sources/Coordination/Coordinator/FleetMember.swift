import Plans

/// A worker as the coordinator sees it.
struct FleetMember {
  let identifier: WorkerIdentifier
  /// The worker's connection; nil for a worker that the journal knows and that has not introduced itself yet.
  var route: Route?
  /// The worker's former connections.
  var formerRoutes: Set<Route> = []
  var slots: Int
  var host: String
  /// When the worker is declared lost: the lease timeout after its last message.
  var leasesEnd: Duration
  /// When the worker gives its trials back by itself; nil if it knows no end.
  var leavesAt: Duration?
  var leases: [TrialIndex: Lease] = [:]
  /// Attempts that the worker runs although a later copy of their trial was leased. The first result of either counts.
  var superseded: Set<Attempt> = []
}
