import Trials

/// Joining, presenting, leaving.
extension CoordinatorMachine {
  mutating func join(_ introduction: WorkerIntroduction, from route: Route, now: Duration) {
    let worker = introduction.identifier
    if let reason = reasonToRefuse(introduction) {
      effects.notices.append(.workerRefused(worker, reason: reason))
      return send(.refused(reason: reason), to: route)
    }
    let known = members[worker]
    if let previous = known?.route, previous != route { routes[previous] = nil }
    // A connection has one worker: whoever spoke on it before is silent from now on.
    if let other = routes[route], other != worker {
      members[other]?.route = nil
      noteRoom(of: other)
    }
    var member =
      known ?? Member(identifier: worker, slots: 0, host: introduction.provenance.host, deadline: now)
    member.route = route
    member.slots = introduction.slots
    member.host = introduction.provenance.host
    member.deadline = now + configuration.timing.silenceTimeout
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
    send(.welcome(configuration.timing), to: route)
    reconcile(introduction.holding, of: worker, now: now)
    if let stopping { send(.stop(stopping), to: route) }
  }

  private func reasonToRefuse(_ introduction: WorkerIntroduction) -> String? {
    guard introduction.provenance.version == configuration.version else {
      return "the coordinator runs regnorm \(configuration.version) and the worker \(introduction.provenance.version); "
        + "install the same version on both"
    }
    guard routes.count < configuration.workerLimit || members[introduction.identifier] != nil else {
      return
        "the coordinator has \(routes.count) workers and no descriptors for more: give workers more slots each, or "
        + "raise the coordinator's limit of open files (`ulimit -Hn`)"
    }
    return nil
  }

  /// Compares what a worker says it holds with the books: cancels what is not its current attempt, takes back what was
  /// thought lost, and leases again what never arrived.
  mutating func reconcile(_ holding: [HeldAttempt], of worker: WorkerIdentifier, now: Duration) {
    guard let route = members[worker]?.route else { return }
    var presented: Set<Int> = []
    for held in holding {
      let standing = ledger.standing(of: held.attempt)
      let place = ledger.place(of: held.attempt.trial)
      switch (standing, held.stage, place) {
      case (.leased(worker), let stage, let place?):
        presented.insert(place)
        if case .running(let progress) = stage { members[worker]?.leases[place]?.progress = progress }
      case (_, .ended, _):
        break  // What it has to say of it comes as a message of its own and is answered then.
      case (.lost, _, let place?) where hasRoom(worker, ahead: 1):
        ledger.leaseAgain(place, to: worker)
        members[worker]?.leases[place] = Lease(sentAt: now)
        noteRoom(of: worker)
        presented.insert(place)
        effects.entries.append(.leased(held.attempt, to: worker))
      default:
        send(.cancel(held.attempt), to: route)
      }
    }
    for (place, lease) in (members[worker]?.leases ?? [:]).sorted(by: { $0.key < $1.key })
    where !presented.contains(place) && now - lease.sentAt >= configuration.timing.resendInterval {
      members[worker]?.leases[place]?.sentAt = now
      send(.lease(ledger.attempt(at: place), plan.trials[place].specification), to: route)
    }
  }

  /// Forgets a worker; its trials wait again.
  mutating func release(_ worker: WorkerIdentifier, cause: FailureCause, message: String) {
    guard let member = members[worker] else { return }
    for place in member.leases.keys.sorted() { end(place, cause: cause, message: message, worker: worker) }
    if let route = member.route { routes[route] = nil }
    members[worker] = nil
    noteRoom(of: worker)
  }
}
