public import Coordination
import Glibc
public import Logging
import Messaging
import OperatingSystem
public import Plans
import Processes
import Trials

/// A coordinator: one thread that owns the socket and the journal and drives the machine between them.
///
/// Everything that arrived together is one batch, one transaction of the journal, and only then the answers.
public final class CoordinatorProcess {
  private let journal: any Journal
  private let staysWhenComplete: Bool
  private let logger: Logger
  private let signals: SignalPipe
  private let router: RouterSocket
  private let portGuard: PortGuard
  private var machine: CoordinatorMachine
  private let files: CoordinatorFiles
  private var localWorkers: LocalWorkers?
  private var lastSignal: Int32?
  private var lastRound = Duration.zero
  private var warnings = LineAllowance(lines: 50, each: .seconds(10))
  private let clock = SuspendingClock()
  private let start: SuspendingClock.Instant
  /// Where workers connect: the endpoint that was asked for, with the port that the system chose.
  public let endpoint: String

  private static let tick = Duration.milliseconds(100)
  /// A round that takes longer means that the process did not run.
  private static let absence = Duration.seconds(1)
  /// The most messages of one batch: a transaction must not keep its senders waiting.
  private static let batchLimit = 512
  /// Descriptors for the database, local workers' pipes and connections that are about to be refused.
  private static let reservedDescriptors = 64
  private static let observationInterval = Duration.milliseconds(250)

  /// A coordinator that listens at `endpoint` and goes on where the journal ends.
  public init(
    plan: Plan, journal: any Journal, files: SweepFiles, configuration: CoordinatorConfiguration, endpoint: String,
    logger: Logger
  ) throws {
    self.journal = journal
    self.logger = logger
    signals = try SignalPipe()
    let descriptors = raiseDescriptorLimit()
    var configuration = configuration
    configuration.workerLimit = max(1, descriptors - Self.reservedDescriptors)
    staysWhenComplete = configuration.staysWhenComplete
    let context = try MessageContext()
    router = try RouterSocket(in: context)
    try router.socket.bind(endpoint)
    self.endpoint = try router.socket.lastEndpoint()
    portGuard = try PortGuard(router.socket, endpoint: self.endpoint, in: context)
    start = clock.now
    machine = CoordinatorMachine(
      plan: plan, journal: try journal.identifier, records: try journal.records(), configuration: configuration,
      now: .zero)
    self.files = try CoordinatorFiles(files, where: machine.isOpen)
    logger.info(
      "coordinator of \(plan.name) at \(self.endpoint): \(machine.counts.planned) trials, \(machine.counts.done) done; libzmq \(MessageContext.version), \(descriptors) descriptors"
    )
    if !Self.isLocal(self.endpoint) {
      logger.warning(
        "\(self.endpoint) is open to the network and the link is not authenticated: use it in a trusted network")
    }
  }

  /// Serves until the sweep is complete (or for ever, where the configuration says so) or a signal comes; a second signal
  /// ends it at once.
  ///
  /// - Parameters:
  ///   - localWorkers: processes of this host to be kept alive meanwhile.
  ///   - observe: called about four times a second with what the fleet looks like, and at the end.
  ///   - beforeLogging: called before anything is logged, so that a live display can make room.
  public func run(
    localWorkers: LocalWorkers? = nil, observe: (FleetSnapshot) -> Void = { _ in }, beforeLogging: () -> Void = {}
  ) throws -> Outcome {
    self.localWorkers = localWorkers
    defer {
      self.localWorkers?.kill()
      files.finish()
    }
    var farewell: Duration?
    var lastObservation: Duration?
    while true {
      try waitForEvents()
      if try takeSignals() { return .interrupted(signal: lastSignal ?? SIGTERM, snapshot) }
      try guardPort()
      let hasReadEverything = try receiveBatch()
      noteAbsence()
      // A worker whose messages wait to be read is not silent.
      if hasReadEverything { machine.tick(now: now) }
      if machine.isComplete, !staysWhenComplete { machine.stop(.complete) }
      try settle(beforeLogging)
      try serveFiles()
      if machine.stopping == nil {
        for message in try self.localWorkers?.replaceEnded(now: now) ?? [] {
          beforeLogging()
          logger.warning("\(message)")
        }
      } else {
        self.localWorkers?.collectEnded()
        farewell = farewell ?? now + WorkerMachine.farewell + .milliseconds(500)
      }
      if lastObservation.map({ now - $0 >= Self.observationInterval }) ?? true || farewell != nil {
        lastObservation = now
        observe(snapshot)
      }
      if let farewell, machine.isQuiet && (self.localWorkers?.areGone ?? true) || farewell <= now {
        let snapshot = snapshot
        if let lastSignal { return .interrupted(signal: lastSignal, snapshot) }
        return machine.stopping == .hopeless ? .hopeless(snapshot) : .complete(snapshot)
      }
    }
  }

  private var now: Duration { clock.now - start }

  private var snapshot: FleetSnapshot {
    var snapshot = machine.snapshot(now: now)
    snapshot.checkpoints = files.usage
    return snapshot
  }

  private func guardPort() throws {
    guard case .closed = try portGuard.update(now: now) else { return }
    log(
      .warning,
      "there are no descriptors for further connections: new ones are refused for \(PortGuard.pause / .seconds(1)) s at a "
        + "time, the workers that are connected go on. Raise the limit of open files (`ulimit -Hn`)")
  }

  /// A process that was stopped, or got no time, heard nobody meanwhile; its socket reads only now what arrived.
  private func noteAbsence() {
    let pause = now - lastRound
    lastRound = now
    if pause > Self.absence { machine.wasAway(for: pause) }
  }

  private func waitForEvents() throws {
    var poller = Poller()
    _ = poller.add(router.socket)
    _ = poller.add(portGuard.monitor)
    _ = poller.add(descriptor: signals.descriptor)
    _ = poller.add(descriptor: files.descriptor)
    for descriptor in localWorkers?.descriptors ?? [] { _ = poller.add(descriptor: descriptor) }
    _ = try poller.wait(Self.tick)
  }

  /// Answers whether to end at once.
  private func takeSignals() throws -> Bool {
    for signal in try signals.take() {
      if lastSignal != nil { return true }
      lastSignal = signal
      logger.notice("\(signalName(signal)): sending workers away; once more to leave at once")
      machine.stop(.interrupted)
    }
    return false
  }

  /// Answers whether nothing is left to be read.
  private func receiveBatch() throws -> Bool {
    for _ in 0..<Self.batchLimit {
      guard let (route, frame) = try router.receive() else { return true }
      do {
        switch try CoordinatorInput(frame: frame) {
        case .worker(let message): machine.receive(message, from: route, now: now)
        case .transfer(let message): try receive(message, from: route)
        case .question(let number):
          try send(try StatusMessage.answer(number: number, snapshot).frame(), to: route)
        }
      } catch let error as FrameError {
        try answer(error, to: frame, from: route)
      }
    }
    return false
  }

  /// Logs that a frame is no message of ours, a few times at most, and answers a frame that may come from a worker.
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

  /// Logs a line that may hold a peer's words, a few times at most: peers cannot fill the log.
  private func log(_ level: Logger.Level, _ text: String) {
    guard warnings.admits(at: now) else { return }
    let omitted = warnings.takeOmitted()
    logger.log(
      level: level, "\(text.printable)\(omitted == 0 ? "" : " (and \(omitted) lines before it, left out)")")
  }

  /// Makes durable, then sends, then logs what the machine wants.
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
    switch try router.send(frame, to: route) {
    case .queued: break
    // The worker's next heartbeat mends both: it shows what the worker does not have.
    case .full: logger.debug("a worker does not read its messages at the moment")
    case .unreachable: logger.debug("a worker has just gone")
    }
  }

  private static func isLocal(_ endpoint: String) -> Bool {
    ["ipc://", "inproc://", "tcp://127.", "tcp://[::1]", "tcp://localhost"].contains { endpoint.hasPrefix($0) }
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
