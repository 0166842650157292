/// How a worker leaves.
extension WorkerMachine {
  /// Begins to leave: what runs is given back, nothing new is taken. `isPreempted`: a batch system wants the host.
  public mutating func drain(isPreempted: Bool = false, now: Duration) {
    depart(isPreempted ? .preempted : .drained, now: now)
    leaveWhenDone(now: now)
  }

  /// Gives everything back and waits for the acknowledgements.
  mutating func depart(_ reason: Departure, now: Duration) {
    guard case .working(let link) = life else { return }
    life = .leaving(link, reason, until: now + Self.farewell)
    // First of all that the worker has no slots any more: what it gives back must not be leased to it again.
    effects.append(.send(.hello(introduction)))
    giveBackEverything(now: now)
  }

  /// Leaves where everything was acknowledged, or the farewell takes too long.
  mutating func leaveWhenDone(now: Duration) {
    guard case .leaving(_, let reason, let until) = life,
      until <= now || !unacknowledged.contains(where: isPresentable)
    else { return }
    leave(reason)
  }

  /// Leaves where the worker's patience with a silent coordinator is over and nothing runs.
  mutating func leaveWhenUnanswered(now: Duration) {
    let limit = journal == nil ? patience.first : patience.later
    guard let limit, isWorking, now - lastHeard >= limit else { return }
    if !isTraining { leave(.unanswered(for: now - lastHeard)) }
  }

  /// Leaves where the worker's patience with a coordinator that leases nothing is over.
  mutating func leaveWhenIdle(now: Duration) {
    let isIdle = isJoined && isWorking && !isTraining && !unacknowledged.contains(where: isPresentable)
    if !isIdle { lastBusy = now }
    guard let limit = patience.idle, now - lastBusy >= limit else { return }
    depart(.idle(for: now - lastBusy), now: now)
    leaveWhenDone(now: now)
  }

  /// Whether a slot trains, or a lease waits for one.
  private var isTraining: Bool {
    slots.contains { if case .running = $0 { true } else { false } } || !queue.isEmpty
  }

  /// Says goodbye.
  mutating func leave(_ reason: Departure) {
    guard life != .ended else { return }
    life = .ended
    effects += [.send(.goodbye), .leave(reason)]
  }
}
