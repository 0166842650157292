import Trials

/// A worker's supervisor as a pure state machine: what the coordinator says, what the slots report and the passing of
/// time in, effects out. It knows no socket, no process and no clock.
///
/// Slots train whether or not the coordinator is there, and what they found is kept until it is acknowledged.
public struct WorkerMachine {
  /// What is to be done, in this order.
  public enum Effect: Sendable, Equatable {
    /// To be sent to the coordinator; it may get lost.
    case send(WorkerMessage)
    /// The slot's process, which is idle, is to run the attempt.
    case run(slot: Int, Attempt, TrialSpecification)
    /// The slot's process is to be killed; `slotDied` is not reported for it.
    case kill(slot: Int)
    /// A process is to be started for the slot; it reports `slotReady`.
    case start(slot: Int)
    /// The result is to be kept where a later worker of this host finds it.
    case keep(FinishedAttempt)
    /// The result was acknowledged and need not be kept.
    case discard(Attempt)
    /// To be logged.
    case note(WorkerNotice)
    /// The worker has nothing left to do; nothing follows.
    case leave(Departure)
  }

  /// Why a worker ends.
  public enum Departure: Sendable, Equatable {
    /// The coordinator sent it away.
    case stopped(StopReason)
    /// It was asked to drain.
    case drained
    /// The coordinator refused it.
    case refused(reason: String)
    /// No coordinator has been heard for so long, and nothing runs any more.
    case unanswered(for: Duration)
    /// The processes of its slots do not start.
    case slotsFail(message: String)
    /// Its host cannot run the trials: it would take and fail one after the other.
    case unfit(message: String)
  }

  enum Slot: Equatable {
    /// A process is being started.
    case starting
    case idle
    case running(Attempt, TrialProgress?)
    /// No process; one is started at `at`.
    case waiting(until: Duration)
  }

  enum Outcome: Equatable {
    case result(FinishedAttempt, computedBy: WorkerIdentifier)
    case ended(FailureCause, message: String)
  }

  struct Unacknowledged {
    let attempt: Attempt
    let outcome: Outcome
    var sentAt: Duration?
    /// Whether the coordinator said that its journal never leased the attempt.
    var isUnknown = false

    var isResult: Bool { if case .result = outcome { true } else { false } }
  }

  enum Link: Equatable {
    /// The coordinator has not welcomed the worker (yet, or since it fell silent).
    case joining(lastHello: Duration?)
    case joined
  }

  struct JournaledTrial: Hashable {
    let journal: JournalIdentifier
    let trial: TrialIdentifier

    init(of attempt: Attempt) {
      journal = attempt.journal
      trial = attempt.trial
    }
  }

  /// How long a worker waits for a coordinator that it does not hear.
  public struct Patience: Sendable, Equatable {
    /// From its start, before any coordinator answered; nil: for ever.
    public var first: Duration?
    /// From the last word of the coordinator that welcomed it; nil: for ever.
    public var later: Duration?

    /// By default a worker may be started long before its coordinator, and waits an hour for one that fell silent.
    public init(first: Duration? = nil, later: Duration? = .seconds(3600)) {
      self.first = first
      self.later = later
    }
  }

  let identifier: WorkerIdentifier
  let provenance: Provenance
  var slots: [Slot]
  var queue: [(attempt: Attempt, specification: TrialSpecification)] = []
  var unacknowledged: [Unacknowledged] = []
  /// The latest attempt of each trial that ended here: a lease that arrives again after it must not run again.
  var concluded: [JournaledTrial: Int] = [:]
  /// The journal of the coordinator that welcomed the worker last.
  var journal: JournalIdentifier?
  let patience: Patience
  var link = Link.joining(lastHello: nil)
  var timing = LinkTiming()
  var lastHeard: Duration
  var lastHeartbeat: Duration
  var failedStarts = 0
  /// Why and until when the worker waits for acknowledgements before it leaves.
  var departure: (reason: Departure, deadline: Duration)?
  var effects: [Effect] = []
  /// Whether a coordinator answered, or people were told that none does.
  private var firstAnswerIsSettled = false
  private var hasLeft = false

  /// How long a leaving worker waits for the acknowledgement of what it said last.
  public static let farewell = Duration.seconds(2)
  /// After so many starts in a row that failed the worker gives up.
  public static let startLimit = 5

  /// So many results of earlier workers are presented at most; more would not fit into one message.
  public static let keptLimit = 1024

  /// A worker with `slots` slots, whose processes it asks to start, and with the results that earlier workers kept.
  public init(
    identifier: WorkerIdentifier, slots: Int, provenance: Provenance,
    kept: [(finished: FinishedAttempt, computedBy: WorkerIdentifier)] = [], patience: Patience = Patience(),
    now: Duration
  ) {
    precondition(slots > 0, "a worker has at least one slot, not \(slots)")
    self.identifier = identifier
    self.provenance = provenance
    self.slots = Array(repeating: .starting, count: slots)
    lastHeard = now
    lastHeartbeat = now
    self.patience = patience
    unacknowledged = kept.prefix(Self.keptLimit).map {
      Unacknowledged(attempt: $0.finished.attempt, outcome: .result($0.finished, computedBy: $0.computedBy))
    }
    effects = (0..<slots).map { .start(slot: $0) }
    sayHello(now: now)
  }

  /// Takes one message of the coordinator.
  public mutating func receive(_ message: CoordinatorMessage, now: Duration) {
    guard !hasLeft else { return }
    lastHeard = now
    firstAnswerIsSettled = true
    switch message {
    case .welcome(let journal, let timing):
      self.timing = timing
      if let former = self.journal, former != journal { changeJournal(to: journal) }
      self.journal = journal
      guard link != .joined else { break }
      link = .joined
      lastHeartbeat = now
      effects.append(.note(.joined))
      for index in unacknowledged.indices {
        unacknowledged[index].sentAt = nil
        unacknowledged[index].isUnknown = false
      }
      sendUnacknowledged(now: now)
    case .refused(let reason):
      leave(.refused(reason: reason))
    case .reregister:
      sayHello(now: now)
    case .lease(let attempt, let specification):
      take(attempt, specification, now: now)
    case .cancel(let attempt):
      cancel(attempt)
    case .acknowledged(let attempt):
      unacknowledged.removeAll { $0.attempt == attempt }
      effects.append(.discard(attempt))
    case .unknown(let attempt):
      setAside(attempt)
    case .heartbeat:
      break
    case .stop(let reason):
      depart(.stopped(reason), now: now)
    }
    leaveWhenDone(now: now)
  }

  /// Lets time pass: heartbeats, repetitions, restarts of slots.
  public mutating func tick(now: Duration) {
    guard !hasLeft else { return }
    if link == .joined, now - lastHeard >= timing.silenceTimeout {
      effects.append(.note(.coordinatorSilent))
      sayHello(now: now)
    }
    switch link {
    case .joining(let lastHello):
      if lastHello.map({ now - $0 >= timing.heartbeatInterval }) ?? true { sayHello(now: now) }
      if !firstAnswerIsSettled, now - lastHeard >= timing.silenceTimeout {
        firstAnswerIsSettled = true
        effects.append(.note(.unanswered))
      }
    case .joined:
      if now - lastHeartbeat >= timing.heartbeatInterval {
        lastHeartbeat = now
        effects.append(.send(.heartbeat(holding)))
      }
      sendUnacknowledged(now: now)
    }
    for index in slots.indices {
      if case .waiting(let until) = slots[index], until <= now {
        slots[index] = .starting
        effects.append(.start(slot: index))
      }
    }
    leaveWhenDone(now: now)
    leaveWhenUnanswered(now: now)
  }

  /// Begins to leave: what runs is given back, nothing new is taken.
  public mutating func drain(now: Duration) {
    depart(.drained, now: now)
    leaveWhenDone(now: now)
  }

  /// Hands over everything to be done since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Every attempt in the worker's hands.
  var holding: [HeldAttempt] {
    let running = slots.compactMap { slot -> HeldAttempt? in
      if case .running(let attempt, let progress) = slot { HeldAttempt(attempt, .running(progress)) } else { nil }
    }
    return running + queue.map { HeldAttempt($0.attempt, .queued) }
      + unacknowledged.filter { !$0.isUnknown }.map { HeldAttempt($0.attempt, .ended) }
  }

  private mutating func sayHello(now: Duration) {
    link = .joining(lastHello: now)
    effects.append(.send(.hello(introduction)))
  }

  private var introduction: WorkerIntroduction {
    WorkerIntroduction(
      identifier: identifier, slots: departure == nil ? slots.count : 0, provenance: provenance, holding: holding)
  }

  mutating func sendUnacknowledged(now: Duration) {
    guard link == .joined else { return }
    for index in unacknowledged.indices
    where isPresentable(unacknowledged[index])
      && unacknowledged[index].sentAt.map({ now - $0 >= timing.resendInterval }) ?? true
    {
      unacknowledged[index].sentAt = now
      let attempt = unacknowledged[index].attempt
      switch unacknowledged[index].outcome {
      case .result(let finished, identifier):
        effects.append(.send(.result(finished)))
      case .result(let finished, let earlier):
        effects.append(.send(.inherited(finished, from: earlier)))
      case .ended(let cause, let message):
        effects.append(.send(.ended(attempt, cause: cause, message: message)))
      }
    }
  }

  /// Whether the coordinator that is there can do anything with it: another journal's attempt is that journal's.
  private func isPresentable(_ item: Unacknowledged) -> Bool { item.attempt.journal == journal && !item.isUnknown }

  /// The coordinator has other results than the one that this worker worked for. What runs for that one is stopped; what
  /// finished stays in the spool.
  private mutating func changeJournal(to journal: JournalIdentifier) {
    var stopped = queue.count
    queue.removeAll { $0.attempt.journal != journal }
    stopped -= queue.count
    for index in slots.indices {
      guard case .running(let attempt, _) = slots[index], attempt.journal != journal else { continue }
      stopped += 1
      slots[index] = .starting
      effects += [.kill(slot: index), .start(slot: index)]
    }
    unacknowledged.removeAll { $0.attempt.journal != journal && !$0.isResult }
    let kept = unacknowledged.filter { $0.attempt.journal != journal }.count
    if stopped + kept > 0 { effects.append(.note(.otherJournal(stopped: stopped, kept: kept))) }
  }

  /// The coordinator does not know the attempt: its result stays in the spool and is not presented to this coordinator again.
  private mutating func setAside(_ attempt: Attempt) {
    for index in unacknowledged.indices
    where unacknowledged[index].attempt == attempt && !unacknowledged[index].isUnknown {
      unacknowledged[index].isUnknown = true
      effects.append(.note(.unknown(attempt)))
    }
    unacknowledged.removeAll { $0.isUnknown && !$0.isResult }
  }

  private mutating func leaveWhenUnanswered(now: Duration) {
    let limit = journal == nil ? patience.first : patience.later
    guard let limit, departure == nil, now - lastHeard >= limit else { return }
    let isBusy = slots.contains { if case .running = $0 { true } else { false } } || !queue.isEmpty
    if !isBusy { leave(.unanswered(for: now - lastHeard)) }
  }

  mutating func depart(_ reason: Departure, now: Duration) {
    guard departure == nil else { return }
    departure = (reason, now + Self.farewell)
    // First of all that it has no slots any more: what it gives back must not be leased to it again.
    effects.append(.send(.hello(introduction)))
    giveBackEverything(now: now)
  }

  private mutating func leaveWhenDone(now: Duration) {
    guard let departure, departure.deadline <= now || !unacknowledged.contains(where: isPresentable) else { return }
    leave(departure.reason)
  }

  mutating func leave(_ reason: Departure) {
    guard !hasLeft else { return }
    hasLeft = true
    effects += [.send(.goodbye), .leave(reason)]
  }
}
