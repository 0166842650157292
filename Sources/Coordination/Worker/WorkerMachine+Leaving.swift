/// How a worker leaves.
extension WorkerMachine {
  /// Starts leaving: running trials are given back and no new ones are taken. `isPreempted`: a batch system takes the
  /// host.
  public mutating func drain(isPreempted: Bool = false, now: Duration) {
    depart(isPreempted ? .preempted : .drained, now: now)
    leaveWhenDone(now: now)
  }

  /// Gives everything back and waits for the acknowledgements.
  mutating func depart(_ reason: Departure, now: Duration) {
    guard case .working(let link) = life else { return }
    life = .leaving(link, reason, until: now + Self.farewell)
    // First tell the coordinator that the worker has no slots, so that it does not lease the returned trials here
    // again.
    effects.append(.send(.hello(introduction(now: now))))
    giveBackEverything(now: now)
  }

  /// Leaves once everything is acknowledged or the farewell has lasted too long.
  mutating func leaveWhenDone(now: Duration) {
    guard case .leaving(_, let reason, let until) = life,
      until <= now || !unacknowledged.contains(where: isPresentable)
    else { return }
    leave(reason)
  }

  /// Leaves if the coordinator was silent for longer than the worker's patience and no trial runs.
  mutating func leaveWhenUnanswered(now: Duration) {
    let limit = journal == nil ? patience.first : patience.later
    guard let limit, isWorking, now - lastHeard >= limit else { return }
    if !isTraining { leave(.unanswered(for: now - lastHeard)) }
  }

  /// Leaves if the coordinator leased nothing for longer than the worker's patience.
  mutating func leaveWhenIdle(now: Duration) {
    let isIdle = isJoined && isWorking && !isTraining && !unacknowledged.contains(where: isPresentable)
    if !isIdle { lastBusy = now }
    guard let limit = patience.idle, now - lastBusy >= limit else { return }
    depart(.idle(for: now - lastBusy), now: now)
    leaveWhenDone(now: now)
  }

  /// Whether a slot trains or a lease waits for a slot.
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
