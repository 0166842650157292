import Digests
public import Plans
public import Trials

/// The coordinator as a pure state machine: its input is messages and time, its output is effects. It uses no socket,
/// clock or disk; `now` may be any clock that only goes forward.
///
/// The driver must carry effects out by `CoordinatorEffects.carryOut`: durable before acknowledged.
public struct CoordinatorMachine {
  /// The plan whose trials are leased.
  public internal(set) var plan: Plan
  let configuration: CoordinatorConfiguration
  var ledger: TrialLedger
  var members: [WorkerIdentifier: FleetMember] = [:]
  var routes: [Route: WorkerIdentifier] = [:]
  /// Workers with a free slot.
  var withFreeSlot: Set<WorkerIdentifier> = []
  /// Workers without a free slot that may be leased one trial ahead.
  var withRoomAhead: Set<WorkerIdentifier> = []
  var hosts: [String: HostReliability] = [:]
  /// The builds that were logged.
  var otherBuilds: Set<Digest> = []
  var durations = TrialDurations()
  var rate = AcceptanceRate()
  var means = CellMeans()
  var lastFailures: [FailureSnapshot] = []
  /// The time of the last search for stragglers.
  var lastCopies: Duration?
  /// Whether the log says already that trials wait for workers that stay longer.
  var hasToldOfShortStays = false
  /// The attempts of which a late result was kept.
  var evidence: Set<Attempt> = []
  var effects = CoordinatorEffects()
  /// Checks a finished attempt, whose result may then be accepted.
  var verify: (FinishedAttempt) throws(RejectedResult) -> VerifiedResult
  /// Why workers are sent away; nil until they are.
  public private(set) var stopping: StopReason?
  /// Whether the coordinator leaves while its workers stay.
  public private(set) var isLeaving = false
  /// The number of results that differed from the accepted one.
  public internal(set) var disagreements = 0

  /// A coordinator of `plan` that continues from the journal's `records`. Takes time proportional to the plan.
  public init(
    plan: Plan, journal: JournalIdentifier, records: [TrialIdentifier: TrialRecord],
    configuration: CoordinatorConfiguration, now: Duration
  ) {
    self.plan = plan
    self.configuration = configuration
    let metrics = Set(plan.metrics.map(\.name))
    verify = { finished throws(RejectedResult) in try VerifiedResult(verifying: finished, metrics: metrics) }
    ledger = TrialLedger(journal: journal, trials: plan.trials, records: records)
    durations = Self.durations(of: plan, in: records)
    means = Self.means(of: plan, in: records)
    for place in plan.trialIndices {
      if ledger.state(at: place) == .done { hosts[ledger.host(at: place), default: HostReliability()].noteSuccess() }
      guard ledger.state(at: place) == .leased, let worker = ledger.holder(at: place) else { continue }
      members[
        worker,
        default: FleetMember(
          identifier: worker, slots: 0, host: ledger.host(at: place), leasesEnd: now + configuration.restartGrace)
      ].leases[place] = Lease(now: now)
    }
  }

  /// The number of trials in each state.
  public var counts: TrialCounts { ledger.counts }

  /// Whether every trial is done or given up.
  public var isComplete: Bool { counts.isComplete }

  /// Whether the coordinator still leases trials.
  public var isServing: Bool { stopping == nil && !isLeaving }

  /// Whether no worker is connected.
  public var isQuiet: Bool { routes.isEmpty }

  /// Takes one message. The machine stays in a legal state whatever the message holds.
  public mutating func receive(_ message: WorkerMessage, from route: Route, now: Duration) {
    if case .hello(let introduction) = message { return join(introduction, from: route, now: now) }
    guard let worker = routes[route] else {
      // A goodbye needs no answer, because its sender has left.
      if message != .goodbye { send(.reregister, to: route) }
      return
    }
    members[worker]?.leasesEnd = now + configuration.timing.leaseTimeout
    switch message {
    case .hello: break
    case .heartbeat(let holding):
      reconcile(holding, of: worker, now: now)
      send(stopping.map { .stop($0) } ?? .heartbeat, to: route)
    case .result(let finished):
      send(take(finished, computedBy: worker, from: worker, now: now), to: route)
    case .inherited(let finished, from: let earlier):
      // The result of a worker that is connected must come from that worker.
      let isGone = members[earlier]?.route == nil
      send(isGone ? take(finished, computedBy: earlier, from: worker, now: now) : .unknown(finished.attempt), to: route)
    case .ended(let attempt, let cause, let message):
      send(takeEnd(of: attempt, cause: cause, message: message, from: worker, now: now), to: route)
    case .declined(let attempt, let concluded):
      takeRefusal(of: attempt, concluded: concluded, from: worker, now: now)
    case .goodbye:
      release(worker, cause: .drained, message: "the worker left", now: now)
      effects.notices.append(.workerLeft(worker))
    }
  }

  /// Lets time pass: silent workers are lost, and trials without progress are stalled. Must be called only after every
  /// message that has arrived was received.
  public mutating func tick(now: Duration) {
    declareLostWorkers(now: now)
    checkProgress(now: now)
    reclaimQueuedLeases(now: now)
    copyStragglers(now: now)
    noteShortStays(now: now)
    if configuration.endsWhenHopeless { stopWhereHopeless(now: now) }
  }

  /// Leases nothing more and sends every worker away.
  public mutating func stop(_ reason: StopReason) {
    guard stopping == nil else { return }
    stopping = reason
    for route in routes.keys.sorted() { send(.stop(reason), to: route) }
  }

  /// Leases nothing more, because the coordinator leaves. Workers are not told: they train on and wait for the next
  /// coordinator.
  public mutating func leave() { isLeaving = true }

  /// Leases trials to free slots and returns every effect since the last call.
  public mutating func takeEffects(now: Duration) -> CoordinatorEffects {
    if isServing { grant(now: now) }
    defer { effects = CoordinatorEffects() }
    return effects
  }

  mutating func send(_ message: CoordinatorMessage, to route: Route) {
    effects.messages.append((route, message))
  }

  func label(_ place: TrialIndex) -> String { plan.label(of: plan[place]) }
}
