import Trials

/// A worker's supervisor as a pure state machine: its input is the coordinator's messages, the slots' reports and time,
/// its output is effects. It uses no socket, process or clock.
///
/// Slots train whether or not the coordinator answers, and a result is kept until the coordinator acknowledges it.
public struct WorkerMachine {
  let identifier: WorkerIdentifier
  let provenance: Provenance
  let patience: Patience
  var life: Life
  var slots: [Slot]
  var queue: [(attempt: Attempt, specification: TrialSpecification)] = []
  var unacknowledged: [UnacknowledgedEnd] = []
  /// The latest attempt of each trial that ended here. A repeated lease of it must not run again.
  var concluded: [JournaledTrial: Int] = [:]
  /// The journal of the coordinator that last welcomed the worker.
  var journal: JournalIdentifier?
  var timing = LinkTiming()
  var lastHeard: Duration
  /// When the silence was last logged; nil once somebody answers.
  var silenceTold: Duration?
  /// When the worker began to try the present address.
  var turnedAt: Duration
  /// When the worker last held an attempt, or was not connected.
  var lastBusy: Duration
  /// When the worker's stay is over; nil if it knows no end.
  let leavesAt: Duration?
  var failedStarts = 0
  var effects: [Effect] = []

  /// How long a leaving worker waits for the last acknowledgements.
  public static let farewell = Duration.seconds(2)
  /// The worker ends after this many failed starts in a row.
  public static let startLimit = 5
  /// The time between two log lines about the same silence.
  public static let reminderInterval = Duration.seconds(600)
  /// After this long without a welcome another address of the coordinator is tried.
  public static let addressPatience = Duration.seconds(2)
  /// The most results of earlier workers that are presented, because more would not fit into one message.
  public static let keptLimit = 1024

  /// A worker with `slots` slots, whose processes it asks to start. `kept` has the results of earlier workers.
  public init(
    identifier: WorkerIdentifier, slots: Int, provenance: Provenance,
    kept: [(finished: FinishedAttempt, computedBy: WorkerIdentifier)] = [], patience: Patience = Patience(),
    now: Duration
  ) {
    precondition(slots > 0, "a worker has at least one slot, not \(slots)")
    self.identifier = identifier
    self.provenance = provenance
    self.patience = patience
    self.slots = Array(repeating: .starting, count: slots)
    life = .working(.joining(lastHello: now))
    lastHeard = now
    turnedAt = now
    lastBusy = now
    leavesAt = patience.stay.map { now + $0 }
    unacknowledged = kept.prefix(Self.keptLimit).map {
      UnacknowledgedEnd(attempt: $0.finished.attempt, outcome: .result($0.finished, computedBy: $0.computedBy))
    }
    effects = (0..<slots).map { .start(slot: $0) } + [.send(.hello(introduction(now: now)))]
  }

  /// Takes one message of the coordinator.
  public mutating func receive(_ message: CoordinatorMessage, now: Duration) {
    guard life != .ended else { return }
    lastHeard = now
    silenceTold = nil
    switch message {
    case .welcome(let journal, let timing): join(journal, timing, now: now)
    case .refused(let reason): leave(.refused(reason: reason))
    case .reregister: sayHello(now: now)
    case .lease(let attempt, let specification): take(attempt, specification, now: now)
    case .cancel(let attempt): cancel(attempt)
    case .acknowledged(let attempt):
      unacknowledged.removeAll { $0.attempt == attempt }
      effects.append(.discard(attempt))
    case .unknown(let attempt): setAside(attempt)
    case .heartbeat: break
    case .stop(let reason): depart(.stopped(reason), now: now)
    }
    leaveWhenDone(now: now)
  }

  /// Lets time pass: sends heartbeats, repeats messages and restarts slots.
  public mutating func tick(now: Duration) {
    guard let link else { return }
    let isSilent = now - lastHeard >= timing.leaseTimeout
    switch link {
    case .joined where isSilent:
      tellOfSilence(now: now)
      turnedAt = now
      sayHello(now: now)
    case .joined(let lastHeartbeat):
      if now - lastHeartbeat >= timing.heartbeatInterval {
        connect(.joined(lastHeartbeat: now))
        effects.append(.send(.heartbeat(holding)))
      }
      sendUnacknowledged(now: now)
    case .joining(let lastHello):
      if isSilent { tellOfSilence(now: now) }
      if now - turnedAt >= Self.addressPatience {
        turnedAt = now
        effects.append(.tryNextAddress)
      }
      if now - lastHello >= timing.heartbeatInterval { sayHello(now: now) }
    }
    for index in slots.indices {
      if case .waiting(let until) = slots[index], until <= now {
        slots[index] = .starting
        effects.append(.start(slot: index))
      }
    }
    leaveWhenDone(now: now)
    leaveWhenUnanswered(now: now)
    leaveWhenIdle(now: now)
  }

  /// Returns every effect since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Every attempt that the worker holds.
  var holding: [HeldAttempt] {
    let running = slots.compactMap { slot -> HeldAttempt? in
      if case .running(let attempt, let progress) = slot { HeldAttempt(attempt, .running(progress)) } else { nil }
    }
    return running + queue.map { HeldAttempt($0.attempt, .queued) }
      + unacknowledged.filter { !$0.isUnknown }.map { HeldAttempt($0.attempt, .ended) }
  }

  func introduction(now: Duration) -> WorkerIntroduction {
    WorkerIntroduction(
      identifier: identifier, slots: isWorking ? slots.count : 0, provenance: provenance,
      stay: leavesAt.map { max(.zero, $0 - now) }, holding: holding)
  }

  private mutating func sayHello(now: Duration) {
    connect(.joining(lastHello: now))
    effects.append(.send(.hello(introduction(now: now))))
  }

  private mutating func tellOfSilence(now: Duration) {
    if let silenceTold, now - silenceTold < Self.reminderInterval { return }
    silenceTold = now
    let silence = now - lastHeard
    let limit = journal == nil ? patience.first : patience.later
    effects.append(
      .note(.unanswered(for: silence, wasWelcome: journal != nil, leavesIn: limit.map { max(.zero, $0 - silence) })))
  }

  /// A coordinator welcomes the worker. Every unacknowledged end is sent to it again.
  private mutating func join(_ journal: JournalIdentifier, _ timing: LinkTiming, now: Duration) {
    self.timing = timing
    if let former = self.journal, former != journal { changeJournal(to: journal) }
    self.journal = journal
    guard !isJoined else { return }
    connect(.joined(lastHeartbeat: now))
    effects.append(.note(.joined))
    for index in unacknowledged.indices {
      unacknowledged[index].sentAt = nil
      unacknowledged[index].isUnknown = false
    }
    sendUnacknowledged(now: now)
  }
}
