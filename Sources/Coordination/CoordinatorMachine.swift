import Digests
import Sweeps
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
    var sentAt: Duration
    var progress: TrialProgress?
  }

  struct Member {
    let identifier: WorkerIdentifier
    /// Where it can be reached; nil for a worker that the journal knows and that has not presented itself yet.
    var route: Route?
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
  var durations = TrialDurations()
  var rate = AcceptanceRate()
  var lastFailures: [FailureSnapshot] = []
  var effects = Effects()
  /// Why workers are sent away, once they are.
  public private(set) var stopping: StopReason?
  /// Results that differed from the accepted one.
  public internal(set) var disagreements = 0

  /// A coordinator of `plan` that goes on where the journal's `records` end. Takes time in proportion to the plan.
  public init(
    plan: Plan, records: [TrialIdentifier: TrialRecord], configuration: CoordinatorConfiguration, now: Duration
  ) {
    self.plan = plan
    self.configuration = configuration
    ledger = TrialLedger(trials: plan.trials, records: records)
    for place in plan.trials.indices {
      guard case .leased(let worker) = ledger.state(at: place) else { continue }
      members[
        worker,
        default: Member(identifier: worker, slots: 0, host: "", deadline: now + configuration.restartGrace)
      ].leases[place] = Lease(sentAt: now)
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
    case .result(let attempt, let result, let seconds):
      take(result, of: attempt, from: worker, seconds: seconds, now: now)
      send(.acknowledged(attempt), to: route)
    case .ended(let attempt, let cause, let message):
      if ledger.standing(of: attempt) == .leased(to: worker), let place = ledger.place(of: attempt.trial) {
        end(place, cause: cause, message: message, worker: worker)
      }
      send(.acknowledged(attempt), to: route)
    case .goodbye:
      release(worker, cause: .drained, message: "the worker left")
      effects.notices.append(.workerLeft(worker))
    }
  }

  /// Lets time pass: workers that were silent for too long are lost.
  public mutating func tick(now: Duration) {
    for member in members.values.filter({ $0.deadline <= now }).sorted(by: { $0.identifier < $1.identifier }) {
      effects.notices.append(.workerLost(member.identifier, leases: member.leases.count))
      release(member.identifier, cause: .workerLost, message: "the worker fell silent")
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
