import Trials

/// Workers that join, are refused, and leave.
extension CoordinatorMachine {
  mutating func join(_ introduction: WorkerIntroduction, from route: Route, now: Duration) {
    let worker = introduction.identifier
    if let reason = reasonToRefuse(introduction, from: route) {
      effects.notices.append(.workerRefused(worker, reason: reason))
      return send(.refused(reason: reason), to: route)
    }
    let known = members[worker]
    var member =
      known ?? FleetMember(identifier: worker, slots: 0, host: introduction.provenance.host, leasesEnd: now)
    if let previous = known?.route, previous != route {
      routes[previous] = nil
      member.formerRoutes.insert(previous)
    }
    member.route = route
    member.slots = introduction.slots
    member.host = introduction.provenance.host
    member.leasesEnd = now + configuration.timing.leaseTimeout
    member.leavesAt = introduction.stay.map { now + $0 }
    members[worker] = member
    routes[route] = worker
    noteRoom(of: worker)

    if known == nil || known?.route == nil {
      effects.entries.append(.workerJoined(worker, slots: introduction.slots, introduction.provenance))
    }
    if known == nil {
      effects.notices.append(.workerJoined(worker, slots: introduction.slots, host: introduction.provenance.host))
    } else if known?.route != route {
      effects.notices.append(.workerReturned(worker))
    }
    let build = introduction.provenance.build
    if let ours = configuration.build, build != ours, otherBuilds.count < 100, otherBuilds.insert(build).inserted {
      effects.notices.append(.otherBuild(worker, build: build))
    }
    send(.welcome(ledger.journal, configuration.timing), to: route)
    reconcile(introduction.holding, of: worker, now: now)
    if let stopping { send(.stop(stopping), to: route) }
  }

  /// Refuses the worker on `route` for `reason`. Its trials wait again, uncharged.
  public mutating func expel(_ route: Route, reason: String, now: Duration) {
    if let worker = routes[route] {
      effects.notices.append(.workerRefused(worker, reason: reason))
      release(worker, cause: .drained, message: "the worker was refused: \(reason)", now: now)
    }
    send(.refused(reason: reason), to: route)
  }

  private func reasonToRefuse(_ introduction: WorkerIntroduction, from route: Route) -> String? {
    guard introduction.provenance.version == configuration.version else {
      return "the coordinator runs regnorm \(configuration.version) and the worker \(introduction.provenance.version); "
        + "install the same version on both"
    }
    guard routes.count < configuration.workerLimit || members[introduction.identifier] != nil else {
      return
        "the coordinator has \(routes.count) workers and no descriptors for more: give workers more slots each, or "
        + "raise the coordinator's limit of open files (`ulimit -Hn`)"
    }
    let worker = introduction.identifier
    if let other = routes[route], other != worker {
      return "this connection is that of worker \(other); a second worker needs its own"
    }
    // A worker reconnects on a new connection. A message on an old connection therefore comes from another process.
    if let member = members[worker], member.formerRoutes.contains(route) {
      return "two workers call themselves \(worker); start one of them again, which gives it a new name"
    }
    return nil
  }

  /// Forgets a worker. Its trials wait again.
  mutating func release(_ worker: WorkerIdentifier, cause: FailureCause, message: String, now: Duration) {
    guard let member = members[worker] else { return }
    for place in member.leases.keys.sorted() { end(place, cause: cause, message: message, worker: worker, now: now) }
    if let route = member.route { routes[route] = nil }
    members[worker] = nil
    noteRoom(of: worker)
  }
}
