import Digests
import Plans
import Trials

/// The coordinator as a pure state machine: messages and the passing of time in, effects out. It knows no socket, no
/// clock and no disk; `now` is any clock that only goes forward.
///
/// The one rule of its driver: make `Effects.entries` durable before sending any of `Effects.messages`.
public struct CoordinatorMachine {
  /// What is to be done after a batch of events, in this order.
  public struct Effects {
    /// To be made durable in one transaction, before anything is sent.
    public var entries: [JournalEntry] = []
    /// To be sent; each may get lost.
    public var messages: [(route: Route, message: CoordinatorMessage)] = []
    /// To be logged.
    public var notices: [CoordinatorNotice] = []
  }

  struct Lease {
    let leasedAt: Duration
    var sentAt: Duration
    /// How often the lease was sent since the worker presented it last.
    var deliveries = 1
    /// Whether the worker has it behind another trial.
    var isQueued = false
    var progress: TrialProgress?
    /// When the trial last made progress, or was taken.
    var progressedAt: Duration
    var isStalled = false

    init(now: Duration) {
      leasedAt = now
      sentAt = now
      progressedAt = now
    }
  }

  struct Member {
    let identifier: WorkerIdentifier
    /// Where it can be reached; nil for a worker that the journal knows and that has not presented itself yet.
    var route: Route?
    /// Connections that were its own before.
    var formerRoutes: Set<Route> = []
    var slots: Int
    var host: String
    /// When it is taken for lost unless it is heard before.
    var deadline: Duration
    /// Its trials, by their place in the plan.
    var leases: [Int: Lease] = [:]
  }

  let plan: Plan
  let configuration: CoordinatorConfiguration
  var ledger: TrialLedger
  var members: [WorkerIdentifier: Member] = [:]
  var routes: [Route: WorkerIdentifier] = [:]
  /// Workers with a slot that nothing is leased for.
  var withFreeSlot: Set<WorkerIdentifier> = []
  /// Workers whose slots are all leased for, with room for one trial ahead.
  var withRoomAhead: Set<WorkerIdentifier> = []
  var hosts: [String: HostReliability] = [:]
  /// The builds that the log was told of.
  var otherBuilds: Set<String> = []
  var durations = TrialDurations()
  var rate = AcceptanceRate()
  var lastFailures: [FailureSnapshot] = []
  /// The attempts of which a further result was kept.
  var evidence: Set<Attempt> = []
  var effects = Effects()
  /// Why workers are sent away, once they are.
  public private(set) var stopping: StopReason?
  /// Results that differed from the accepted one.
  public internal(set) var disagreements = 0

  /// A coordinator of `plan` that goes on where the records of `journal` end. Takes time in proportion to the plan.
  public init(
    plan: Plan, journal: JournalIdentifier, records: [TrialIdentifier: TrialRecord],
    configuration: CoordinatorConfiguration, now: Duration
  ) {
    self.plan = plan
    self.configuration = configuration
    ledger = TrialLedger(journal: journal, trials: plan.trials, records: records)
    for place in plan.trials.indices {
      if ledger.state(at: place) == .done { hosts[ledger.host(at: place), default: HostReliability()].noteSuccess() }
      guard ledger.state(at: place) == .leased, let worker = ledger.holder(at: place) else { continue }
      members[
        worker,
        default: Member(
          identifier: worker, slots: 0, host: ledger.host(at: place), deadline: now + configuration.restartGrace)
      ].leases[place] = Lease(now: now)
    }
  }

  /// How many trials are in which state.
  public var counts: TrialCounts { ledger.counts }

  /// Whether every trial is done or given up.
  public var isComplete: Bool { counts.isComplete }

  /// Whether no worker is connected.
  public var isQuiet: Bool { routes.isEmpty }

  /// Takes one message; whatever it holds, the machine stays in a legal state.
  public mutating func receive(_ message: WorkerMessage, from route: Route, now: Duration) {
    if case .hello(let introduction) = message { return join(introduction, from: route, now: now) }
    guard let worker = routes[route] else {
      // A goodbye needs no answer: who says it is gone.
      if message != .goodbye { send(.reregister, to: route) }
      return
    }
    members[worker]?.deadline = now + configuration.timing.silenceTimeout
    switch message {
    case .hello: break
    case .heartbeat(let holding):
      reconcile(holding, of: worker, now: now)
      send(stopping.map { .stop($0) } ?? .heartbeat, to: route)
    case .result(let finished):
      send(take(finished, computedBy: worker, from: worker, now: now), to: route)
    case .inherited(let finished, from: let earlier):
      // A worker that is connected speaks for itself.
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

  /// Lets time pass: workers that were silent for too long are lost, trials without progress are stalled. To be called
  /// only after everything that has arrived was received.
  public mutating func tick(now: Duration) {
    for member in members.values.filter({ $0.deadline <= now }).sorted(by: { $0.identifier < $1.identifier }) {
      effects.notices.append(.workerLost(member.identifier, leases: member.leases.count))
      release(member.identifier, cause: .workerLost, message: "the worker fell silent", now: now)
    }
    checkProgress(now: now)
    reclaimQueuedLeases(now: now)
    if configuration.endsWhenHopeless { stopWhereHopeless(now: now) }
  }

  /// The coordinator did not run for `duration`, so that it could hear nobody: what was to happen meanwhile is put off.
  public mutating func wasAway(for duration: Duration) {
    for worker in members.keys {
      members[worker]?.deadline += duration
      for place in members[worker]?.leases.keys.map({ $0 }) ?? [] {
        members[worker]?.leases[place]?.progressedAt += duration
      }
    }
  }

  /// Leases nothing any more and sends every worker away.
  public mutating func stop(_ reason: StopReason) {
    guard stopping == nil else { return }
    stopping = reason
    for route in routes.keys.sorted() { send(.stop(reason), to: route) }
  }

  /// Leases what there is room for, and hands over everything to be done since the last call.
  public mutating func takeEffects(now: Duration) -> Effects {
    if stopping == nil { grant(now: now) }
    defer { effects = Effects() }
    return effects
  }

  mutating func send(_ message: CoordinatorMessage, to route: Route) {
    effects.messages.append((route, message))
  }

  func label(_ place: Int) -> String { plan.label(of: plan.trials[place]) }
}
