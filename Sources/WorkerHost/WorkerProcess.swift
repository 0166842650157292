public import Coordination
import Digests
import FoundationEssentials
import Glibc
public import Logging
import Messaging
import OperatingSystem
import Processes
import Trials

/// A worker's supervisor, which never trains. One thread polls the coordinator, the slots' processes and signals, so
/// heartbeats do not depend on what a trial does.
public final class WorkerProcess {
  private let options: Options
  private let logger: Logger
  private let signals: SignalPipe
  private let spool: ResultSpool
  private let files: WorkerFiles
  /// Nil once the worker has said goodbye.
  private var link: CoordinatorLink?
  private var lookup: HostLookup?
  private var machine: WorkerMachine
  private var slots: [ChildProcess?]
  private var inputHasEnded = false
  private var memoryKills = MemoryKills()
  private var hasSignal = false
  /// The latest time at which a worker that was asked to leave drains.
  private var drainsAt: Duration?
  /// Whether a signal said that a batch system takes the host.
  private var isPreempted = false
  private var routine = LineAllowance(lines: 20, each: .seconds(10))
  private var failedHandshakes = LineAllowance(lines: 1, each: .seconds(30))
  private let clock = SuspendingClock()
  private let start: SuspendingClock.Instant

  private static let tick = Duration.milliseconds(100)

  /// A worker that has not started its slots yet.
  public init(_ options: Options, provenance: Provenance, logger: Logger) throws {
    self.options = options
    self.logger = logger
    signals = try SignalPipe()
    raiseDescriptorLimit()
    let identifier = WorkerIdentifier.ofThisProcess(options.name)
    spool = try ResultSpool(in: options.spool, worker: identifier)
    files = try WorkerFiles(
      data: options.data, folder: spool.checkpoints, interval: options.checkpointInterval, build: provenance.build)
    link = try CoordinatorLink(to: options.addresses, as: options.access?.pair)
    start = clock.now
    slots = Array(repeating: nil, count: options.slots)
    let (kept, damaged) = try spool.results()
    machine = WorkerMachine(
      identifier: identifier, slots: options.slots, provenance: provenance, kept: kept, patience: options.patience,
      now: .zero)
    for path in damaged { logger.warning("\(path) holds no whole result; its trial runs again") }
    logger.info(
      "worker \(identifier): \(options.slots) \(options.slots == 1 ? "slot" : "slots"), coordinator at \(options.addressText), libzmq \(MessageContext.version)"
    )
    lookup = HostLookup(of: options.addresses)
  }

  /// Works until the coordinator or a signal sends the worker away. Returns why the worker ended. A second signal ends
  /// the worker at once.
  public func run() throws -> WorkerMachine.Departure {
    defer {
      slots = []
      spool.removeIfEmpty()
    }
    while true {
      try waitForEvents()
      readSlots()
      try readCoordinator()
      if try takeSignals() { return .drained }
      if let drainsAt, files.isSettled || drainsAt <= now { machine.drain(isPreempted: isPreempted, now: now) }
      if inputHasEnded { beginDraining() }
      if machine.mustLeave(now: now), drainsAt == nil {
        logger.notice("this worker's time on the host ends: giving trials back")
        beginDraining()
      }
      machine.tick(now: now)
      if let failure = lookup?.takeFailure() { logger.warning("\(failure.printable); the worker goes on trying") }
      if let departure = try apply(machine.takeEffects()) { return departure }
      try serveFiles()
    }
  }

  private var now: Duration { clock.now - start }

  /// Returns whether to end at once.
  private func takeSignals() throws -> Bool {
    for signal in try signals.take() {
      logger.notice("\(signalName(signal)): \(hasSignal ? "leaving at once" : "giving trials back")")
      if hasSignal { return true }
      hasSignal = true
      isPreempted = PreemptionSignal.isMeant(by: signal, in: ProcessInfo.processInfo.environment)
      beginDraining()
    }
    return false
  }

  /// Asks every slot for a last checkpoint. The worker drains once the coordinator has them.
  private func beginDraining() {
    guard drainsAt == nil else { return }
    drainsAt = machine.isJoined ? now + options.lastCheckpointTime : now
    if machine.isJoined { files.askForCheckpoints() }
  }

  private func waitForEvents() throws {
    var poller = Poller()
    for socket in link?.sockets ?? [] { _ = poller.add(socket) }
    _ = poller.add(descriptor: signals.descriptor)
    _ = poller.add(descriptor: files.descriptor)
    for slot in slots {
      for descriptor in [slot?.descriptor, slot?.logDescriptor] { _ = descriptor.map { poller.add(descriptor: $0) } }
    }
    let input = options.endsWithInput && !inputHasEnded ? poller.add(descriptor: STDIN_FILENO) : nil
    let ready = try poller.wait(Self.tick)
    // Nobody writes to a worker's input, so an input that can be read has ended.
    if let input, ready[input] { inputHasEnded = true }
  }

  private func readSlots() {
    for (index, slot) in slots.enumerated() {
      guard let slot else { continue }
      slot.relayLog()
      do {
        while let frame = try slot.receive() { report(try SlotReport(frame: frame), of: index) }
        guard slot.hasEnded else { continue }
        slots[index] = nil
        files.end(index)
        let ending = slot.reap()
        let isMemory = ending == .killed(signal: SIGKILL) && memoryKills.haveHappened()
        machine.slotDied(
          index, cause: isMemory ? .outOfMemory : .crashed,
          message: isMemory
            ? "\(ending), because the host's memory, or the limit of its job, was used up" : "\(ending)",
          log: slot.lastLines, now: now)
      } catch {
        slots[index] = nil
        files.end(index)
        machine.slotDied(index, message: "was ended: \(error)", now: now)
      }
    }
  }

  private func report(_ report: SlotReport, of slot: Int) {
    switch report {
    case .ready: machine.slotReady(slot, now: now)
    case .checkpointed(let attempt, let step, let file, let byteCount):
      files.add(attempt, step: step, file, byteCount: byteCount, of: slot, now: now)
    case .happened(let attempt, let event):
      if event.isEnd { files.end(slot) }
      machine.slotReported(slot, attempt, event, now: now)
    }
  }

  private func readCoordinator() throws {
    if let failure = try link?.update(now: now) { takeFailedHandshake(failure) }
    while let frame = try link?.receive() {
      do {
        switch try WorkerInput(frame: frame) {
        case .coordinator(let message): machine.receive(message, now: now)
        case .transfer(let message): files.receive(message, now: now)
        }
      } catch .version(let theirs, let ours) {
        machine.receive(.refused(reason: "\(FrameError.version(theirs: theirs, ours: ours))"), now: now)
      } catch {
        logger.warning("\(options.addressText.printable): \(error)")
      }
    }
  }

  /// A key that is not admitted ends the worker. Any other failed handshake may succeed at the next try.
  private func takeFailedHandshake(_ failed: RefusedConnection) {
    if failed.failure == .keyNotAdmitted { return machine.receive(.refused(reason: "\(failed)"), now: now) }
    if failedHandshakes.admits(at: now) { logger.warning("\(failed)") }
  }

  private func apply(_ effects: [WorkerMachine.Effect]) throws -> WorkerMachine.Departure? {
    for effect in effects {
      switch effect {
      case .send(let message):
        // The machine repeats a message until it is answered, so a message that is not taken now is not lost.
        try link?.send(message.frame)
      case .tryNextAddress: try link?.tryNextAddress()
      case .run(let slot, let attempt, let specification):
        slots[slot]?.clearLog()
        files.begin(slot, attempt, specification)
      case .kill(let slot):
        files.end(slot)
        slots[slot] = nil
      case .start(let slot):
        // A host that briefly cannot start processes must not cost the trials of the other slots.
        do {
          slots[slot] = try ChildProcess(arguments: options.slotArguments, keepsLog: true)
        } catch {
          machine.slotDied(slot, message: "did not start: \(error)", now: now)
        }
      case .keep(let finished):
        do {
          try spool.keep(finished)
        } catch {
          logger.warning("the result of trial \(finished.attempt.trial.short) is kept in memory only: \(error)")
        }
      case .discard(let attempt): spool.discard(attempt)
      case .note(let notice): log(notice)
      case .leave(let departure):
        // The goodbye has no acknowledgement, so closing waits a moment until it is sent.
        try link?.linger(.milliseconds(300))
        link = nil
        return departure
      }
    }
    return nil
  }

  private func serveFiles() throws {
    for action in try files.update(now: now) {
      switch action {
      case .send(let message): try link?.send(message.frame)
      // The next round notices a slot that died meanwhile by the end of its output.
      case .order(let slot, let order): try? slots[slot]?.send(order.frame)
      case .note(let notice): logger.warning("\("\(notice)".printable)")
      }
    }
  }

  private func log(_ notice: WorkerNotice) {
    // A worker of short trials would fill its log with them.
    guard !notice.isRoutine || routine.admits(at: now) else { return }
    var address = ""
    if case .unanswered = notice {
      address = options.addressText + ": "
      lookup = HostLookup(of: options.addresses)
    }
    let omitted = notice.isRoutine ? routine.takeOmitted() : 0
    let rest = omitted == 0 ? "" : " (and \(omitted) such lines before it, left out)"
    logger.log(level: notice.isInformation ? .info : .warning, "\((address + "\(notice)").printable)\(rest)")
  }
}
