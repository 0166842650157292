public import Coordination
import Glibc
public import Logging
public import Messaging
import OperatingSystem
public import Plans
import Processes
public import Trials

/// A coordinator: one thread that owns the socket and the journal and drives the machine.
///
/// Messages that arrived together form one batch and one transaction of the journal. Answers are sent after the
/// transaction.
public final class CoordinatorProcess {
  let journal: any Journal
  private let staysWhenComplete: Bool
  let logger: Logger
  private let signals: SignalPipe
  private var ports: CoordinatorPorts
  /// Nil until the coordinator runs, and so knows whether it has local workers: questions wait until then.
  private var control: ControlService?
  private var gate: LeaseGate?
  var machine: CoordinatorMachine
  private let files: CoordinatorFiles
  private var localWorkers: LocalWorkers?
  private var lastSignal: Int32?
  /// Whether no other plan follows the present one.
  var isLastPlan = false
  private var lastRound = Duration.zero
  private var warnings = LineAllowance(lines: 50, each: .seconds(10))
  private let clock = SuspendingClock()
  private let start: SuspendingClock.Instant
  private var lastObservation = Duration.zero
  /// Where workers connect: the requested endpoint with the port that the system chose, and the coordinator's key.
  public var address: CoordinatorAddress { ports.address }

  private static let tick = Duration.milliseconds(100)
  /// A round that takes longer means that the process did not run.
  private static let absence = Duration.seconds(1)
  /// The most messages of one batch, so that its senders do not wait long for the transaction.
  static let batchLimit = 512
  /// Descriptors for the database, local workers' pipes and connections that are about to be refused.
  private static let reservedDescriptors = 64
  /// As long as a worker waits until the coordinator has its last checkpoints.
  private static let lastCheckpointTime = Duration.seconds(20)
  private static let observationInterval = Duration.milliseconds(250)

  /// Listens at `endpoint`, admits the workers of `access`, and continues from `records`, the journal's record of every
  /// trial of the plan.
  ///
  /// If the system chooses the port (`*`), the port of `lastEndpoint` is preferred, because workers wait there.
  public init(
    plan: Plan, journal: any Journal, records: [TrialIdentifier: TrialRecord], files: SweepFiles,
    configuration: CoordinatorConfiguration, endpoint: String, lastEndpoint: String? = nil, access: AccessDirectory,
    logger: Logger
  ) throws {
    self.journal = journal
    self.logger = logger
    signals = try SignalPipe()
    let descriptors = raiseDescriptorLimit()
    var configuration = configuration
    configuration.workerLimit = max(1, descriptors - Self.reservedDescriptors)
    staysWhenComplete = configuration.staysWhenComplete
    ports = try CoordinatorPorts(at: endpoint, rather: lastEndpoint, access: access)
    gate = ports.roster.map { LeaseGate($0) }
    start = clock.now
    machine = CoordinatorMachine(
      plan: plan, journal: try journal.identifier, records: records, configuration: configuration, now: .zero)
    self.files = try CoordinatorFiles(files, where: machine.isOpen)
    logger.info(
      "coordinator of \(plan.name) at \(ports.address): \(machine.counts.planned) trials, \(machine.counts.done) done; libzmq \(MessageContext.version), \(descriptors) descriptors"
    )
  }

  /// Serves until the sweep is complete (or for ever, if the configuration says so) or a signal comes.
  ///
  /// At a signal the coordinator leaves: workers of other hosts train on and wait for the next coordinator, and local
  /// workers give their trials back with a last checkpoint and end. A second signal ends the coordinator at once.
  ///
  /// - Parameters:
  ///   - localWorkers: processes of this host to keep alive meanwhile.
  ///   - orders: the orders that other commands give to this coordinator.
  ///   - dismissing: whether to lease nothing and to send away every worker that comes back.
  ///   - next: the plan that follows a plan whose trials are all done; nil if none does.
  ///   - observe: called about four times a second with a snapshot of the fleet, and at the end.
  ///   - beforeLogging: called before anything is logged, so that a live display can make room.
  public func run(
    localWorkers: LocalWorkers? = nil, orders: SweepOrders? = nil, dismissing: Bool = false,
    next: (Plan) throws -> Plan? = { _ in nil }, observe: (FleetSnapshot) -> Void = { _ in },
    beforeLogging: () -> Void = {}
  ) throws -> Outcome {
    self.localWorkers = localWorkers
    control = try ControlService(at: ports.control, roster: ports.roster, snapshot: snapshot)
    defer {
      self.localWorkers?.kill()
      files.finish()
    }
    if dismissing { machine.stop(.interrupted) }
    var farewell: Duration?
    while true {
      try waitForEvents()
      if try takeSignals() { return .interrupted(signal: lastSignal ?? SIGTERM, snapshot) }
      try updatePorts()
      // First, because what is received now must not be taken for older than the absence.
      noteAbsence()
      // Before anything is received, every accepted result is in the journal.
      let isOver = try machine.isComplete && !goOn(with: next)
      let hasReadEverything = try receiveBatch()
      // A worker is not silent while its messages wait to be read.
      if hasReadEverything { machine.tick(now: now) }
      if isOver, machine.isComplete, !staysWhenComplete { machine.stop(.complete) }
      if machine.isServing {
        for (process, ending) in try self.localWorkers?.replaceEnded(now: now) ?? [] {
          machine.processEnded(process, on: hostName(), ending: ending, now: now)
        }
      } else {
        self.localWorkers?.collectEnded()
        farewell = farewell ?? max(now, earliestDismissal) + patience
      }
      try settle(beforeLogging)
      try serveFiles()
      if now - lastObservation >= Self.observationInterval || farewell != nil {
        lastObservation = now
        try orders.map { try carryOut($0, beforeLogging: beforeLogging) }
        let snapshot = snapshot
        control?.publish(snapshot)
        observe(snapshot)
        expelRevoked()
      }
      if let farewell, hasNobodyToWaitFor || farewell <= now { return outcome }
    }
  }

  /// The time that workers need to come back after the coordinator was away, and to be told that the sweep ends.
  private var earliestDismissal: Duration {
    machine.stopping == .interrupted ? CoordinatorConfiguration.reconnectionCeiling + .seconds(1) : .zero
  }

  /// How long the coordinator waits for the last words of its workers: local ones send a last checkpoint too.
  private var patience: Duration {
    (machine.isLeaving && localWorkers != nil ? Self.lastCheckpointTime : .zero) + WorkerMachine.farewell
      + .milliseconds(500)
  }

  private var hasNobodyToWaitFor: Bool {
    guard localWorkers?.areGone ?? true else { return false }
    return machine.isLeaving || (machine.isQuiet && now >= earliestDismissal)
  }

  private var outcome: Outcome {
    if let lastSignal { return .interrupted(signal: lastSignal, snapshot) }
    return switch machine.stopping {
    case .hopeless: .hopeless(snapshot)
    case .interrupted: .dismissed(snapshot)
    case .complete, nil: .complete(snapshot)
    }
  }

  /// The fleet now. While local workers start, the snapshot does not say that no worker is connected.
  private var snapshot: FleetSnapshot {
    var snapshot = machine.snapshot(now: now)
    snapshot.checkpoints = files.usage
    if localWorkers == nil || !snapshot.workers.isEmpty {
      snapshot.coordinator = .serving(address: "\(SweepService.reachable(ports.address))")
    }
    return snapshot
  }

  private var now: Duration { clock.now - start }

  private func updatePorts() throws {
    for line in try ports.update(now: now) { log(.warning, line) }
    for line in control?.takeEvents() ?? [] { log(.notice, line) }
  }

  /// Sends away workers whose keys were revoked.
  private func expelRevoked() {
    let routes = gate?.update(now: now) ?? []
    for route in routes { machine.expel(route, reason: LeaseGate.revoked, now: now) }
  }

  /// A process that was stopped or got no time heard nobody, and reads only now what arrived meanwhile.
  private func noteAbsence() {
    let pause = now - lastRound
    lastRound = now
    if pause > Self.absence { machine.wasAway(for: pause) }
  }

  private func waitForEvents() throws {
    var poller = Poller()
    for socket in ports.sockets { _ = poller.add(socket) }
    _ = poller.add(descriptor: signals.descriptor)
    _ = poller.add(descriptor: files.descriptor)
    for descriptor in localWorkers?.descriptors ?? [] { _ = poller.add(descriptor: descriptor) }
    _ = try poller.wait(Self.tick)
  }

  /// Returns whether to end at once.
  private func takeSignals() throws -> Bool {
    for signal in try signals.take() {
      if lastSignal != nil { return true }
      lastSignal = signal
      logger.notice("\(signalName(signal)): leaving; once more to leave at once")
      machine.leave()
      localWorkers?.release()
    }
    return false
  }

  /// Returns whether nothing is left to read.
  private func receiveBatch() throws -> Bool {
    for _ in 0..<Self.batchLimit {
      guard let (route, frame, sender) = try ports.leases.router.receive() else { return true }
      if let sender { gate?.note(sender, on: route) }
      do {
        switch try CoordinatorInput(frame: frame) {
        case .worker(let message): try take(message, from: sender, on: route)
        case .transfer(let message): try receive(message, from: route)
        }
      } catch let error as FrameError {
        try answer(error, to: frame, from: route)
      }
    }
    return false
  }

  /// Gives a message to the machine, unless the sender's key has no right to it.
  private func take(_ message: WorkerMessage, from sender: Peer?, on route: Route) throws {
    guard let sender else { return machine.receive(message, from: route, now: now) }
    switch gate?.verdict(on: message, from: sender, on: route, now: now) {
    case .passes, nil: machine.receive(message, from: route, now: now)
    case .refused(let reason):
      log(.warning, "a worker was refused: \(reason)")
      machine.expel(route, reason: reason, now: now)
    case .notItsOwn(let attempt): try send(CoordinatorMessage.unknown(attempt).frame, to: route)
    case .ignored: break
    }
  }

  /// Logs, at a limited rate, that a frame is not a message of regnorm, and answers a frame that may come from a
  /// worker.
  private func answer(_ error: FrameError, to frame: [UInt8], from route: Route) throws {
    log(.warning, "\(error)")
    if case .version = error {
      let reason =
        "the coordinator speaks version \(FrameFormat.version) of the protocol; install its regnorm on the worker"
      try send(CoordinatorMessage.refused(reason: reason).frame, to: route)
    } else if WorkerMessage.isHello(frame) {
      try send(CoordinatorMessage.refused(reason: "the coordinator \(error)").frame, to: route)
    }
  }

  /// Logs a line that may hold a peer's text, at a limited rate, so that peers cannot fill the log.
  private func log(_ level: Logger.Level, _ text: String) {
    guard warnings.admits(at: now) else { return }
    let omitted = warnings.takeOmitted()
    logger.log(
      level: level, "\(text.printable)\(omitted == 0 ? "" : " (and \(omitted) lines before it, left out)")")
  }

  /// Makes the machine's entries durable, then sends its messages, then logs its notices.
  private func settle(_ beforeLogging: () -> Void) throws {
    let effects = machine.takeEffects(now: now)
    try effects.carryOut(in: journal) { message, route in
      if case .lease(let attempt, _) = message, let offer = files.offer(for: attempt) {
        try send(TransferMessage.offer(offer).frame, to: route)
      }
      try send(message.frame, to: route)
    }
    files.note(effects.entries)
    if !effects.notices.isEmpty { beforeLogging() }
    for notice in effects.notices { log(notice.level, "\(notice)") }
  }

  private func receive(_ message: TransferMessage, from route: Route) throws {
    guard machine.knows(route) else { return try send(CoordinatorMessage.reregister.frame, to: route) }
    files.receive(message, from: route, isRun: { machine.runs($0, at: route) }, now: now)
  }

  private func serveFiles() throws {
    for action in try files.update(now: now) {
      switch action {
      case .send(let message, let route): try send(message.frame, to: route)
      case .note(let notice): log(.warning, "\(notice)")
      }
    }
  }

  private func send(_ frame: [UInt8], to route: Route) throws {
    switch try ports.leases.router.send(frame, to: route) {
    case .queued: break
    // The worker's next heartbeat repairs both, because it shows what the worker lacks.
    case .full: logger.debug("a worker does not read its messages at the moment")
    case .unreachable: logger.debug("a worker has just gone")
    }
  }
}

extension CoordinatorNotice {
  fileprivate var level: Logger.Level {
    switch severity {
    case .information: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
