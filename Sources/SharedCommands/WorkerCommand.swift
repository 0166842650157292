public import ArgumentParser
import Coordination
import FoundationEssentials
import Glibc
import Logging
import Messaging
import OperatingSystem
import Processes
import WorkerHost

/// `regnorm worker`: trains the trials that a coordinator leases.
public struct WorkerCommand: ParsableCommand {
  /// The command's name and help.
  public static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Train trials that a coordinator leases to this host.",
    discussion: """
      A worker supervises one process a slot, so a crash takes one trial. It keeps training while the coordinator is \
      away, keeps finished results until they are acknowledged, and goes on trying to reach it; start workers before or \
      after the coordinator, as you like. It leaves when the sweep is complete.

      Data that its trials read and this host does not have come from the coordinator, once a host. The coordinator keeps \
      the newest checkpoint of every running trial, so that a trial whose worker dies goes on elsewhere.

      Ctrl-C, SIGTERM, SIGHUP, SIGUSR1 and SIGUSR2, as batch systems send before the end, give running trials back to the \
      coordinator with a last checkpoint, without charging them, and end the worker within 20 seconds; a second signal ends \
      it at once.

      \(ExitStatus.helpOfWorkers)
      """)

  @Option(
    help: ArgumentHelp(
      """
      The coordinator's address, as the coordinator prints it: tcp://HOST:PORT#KEY, or ipc://PATH on one host. Several \
      addresses of one coordinator, the option repeated, are tried in turn.
      """, valueName: "address"))
  var connect: [String]

  @Option(
    help: ArgumentHelp(
      """
      The file with this worker's keys, as `regnorm enroll DIR NAME --access-file FILE` writes it; with --token-file, where \
      this worker keeps the keys that it makes (default then: NAME.access in its spool).
      """, valueName: "file"),
    completion: .file(), transform: userPath)
  var access: String?

  @Option(
    name: .customLong("token-file"),
    help: ArgumentHelp(
      """
      A file with a token of `regnorm enroll DIR NAME`: the worker makes keys of its own and registers them by it, at the \
      port behind the address's.
      """, valueName: "file"),
    completion: .file(), transform: userPath)
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("The name to register, with --token-file (default: this host's).", valueName: "name"))
  var name: String?

  @Option(parsing: .unconditional, help: "How many trials to train at once, one thread each (default: one a core).")
  var slots: Int?

  @Option(
    help: ArgumentHelp(
      """
      Where finished results wait for their acknowledgement, also for a later worker on this host (default: a directory \
      for temporary files).
      """, valueName: "dir"),
    completion: .directory, transform: userPath)
  var spool: String?

  @Option(
    name: .customLong("give-up-after"),
    help: ArgumentHelp(
      """
      Leave after so many seconds without a word of the coordinator (default: an hour after its last word; a worker that \
      nobody answered yet waits for ever).
      """, valueName: "seconds"))
  var giveUpAfter: Double?

  @Option(
    name: .customLong("idle-timeout"),
    help: ArgumentHelp(
      "Leave after so many seconds in which the coordinator had nothing to do for this worker (default: never).",
      valueName: "seconds"))
  var idleTimeout: Double?

  @Option(
    help: ArgumentHelp(
      """
      So many seconds after its start the host is taken from this worker (default: until SLURM_JOB_END_TIME, where a job of \
      Slurm has it). Trials that can neither end nor reach a checkpoint before are then left to others.
      """, valueName: "seconds"))
  var lifetime: Double?

  @Option(
    help: ArgumentHelp(
      "The worker gives its trials back so many seconds before the end of its lifetime, with a last checkpoint.",
      valueName: "seconds"))
  var notice = 60.0

  @Option(
    name: .customLong("checkpoint-interval"),
    help: ArgumentHelp(
      """
      At least so many seconds of training between two checkpoints of a trial; more where writing one takes longer than \
      a hundredth of them.
      """, valueName: "seconds"))
  var checkpointInterval = 30.0

  @Flag(name: .customLong("ends-with-input"), help: .hidden)
  var endsWithInput = false

  @OptionGroup var log: LogOptions

  /// A command without arguments yet.
  public init() {}

  /// Throws `ValidationError` if a number is out of its bounds.
  public func validate() throws {
    guard !connect.isEmpty else { throw ValidationError("--connect is missing: where the coordinator listens") }
    guard (1...1e9).contains(idleTimeout ?? 1) else { throw ValidationError("--idle-timeout takes 1 to 1e9 seconds") }
    guard (1...1e9).contains(lifetime ?? 1) else { throw ValidationError("--lifetime takes 1 to 1e9 seconds") }
    guard (0...1e9).contains(notice) else { throw ValidationError("--notice takes 0 to 1e9 seconds, not \(notice)") }
    guard (0...1e9).contains(giveUpAfter ?? 0) else { throw ValidationError("--give-up-after takes 0 to 1e9 seconds") }
    guard name.map({ WorkerName($0) != nil }) ?? true else {
      throw ValidationError("--name takes printable characters other than space, / and *, not \(name ?? "")")
    }
    guard (0.1...86_400).contains(checkpointInterval) else {
      throw ValidationError("--checkpoint-interval takes 0.1 to 86400 seconds, not \(checkpointInterval)")
    }
    guard (1...1024).contains(slots ?? 1) else { throw ValidationError("--slots takes 1 to 1024, not \(slots ?? 1)") }
  }

  /// Trains until the coordinator, a signal or the host's own failure ends the worker.
  public func run() throws {
    let logger = log.logger("worker", usual: .info)
    let addresses = try connect.map { try CoordinatorAddress($0) }
    let worker = try WorkerProcess(
      WorkerProcess.Options(
        addresses: addresses, access: try access(to: addresses, logger),
        slots: slots ?? usableProcessors, spool: spool, patience: patience,
        data: InstalledData(), checkpointInterval: .seconds(checkpointInterval), endsWithInput: endsWithInput),
      provenance: try .ofThisProcess(version: Build.version, kernels: Build.kernels), logger: logger)
    switch try worker.run() {
    case .stopped(.complete): logger.info("the sweep is complete")
    case .stopped(.interrupted): logger.info("the sweep was ended before it was complete")
    case .stopped(.hopeless): logger.info("the sweep ended: nothing succeeded on any host")
    case .drained, .preempted: break
    case .idle(let duration): logger.info("nothing to do for \(Int(duration / .seconds(1))) s")
    case .unanswered(let duration):
      logger.error(
        "no word of the coordinator at \(addresses.map(\.endpoint).joined(separator: " or ")) for \(Int(duration / .seconds(1))) s; results that it does not have stay in the spool"
      )
      throw ExitStatus.unanswered.code
    case .refused(let reason):
      logger.error("the coordinator refused this worker: \(reason)")
      throw ExitStatus.refused.code
    case .slotsFail(let message):
      logger.error("the processes of the slots do not start: the last one \(message)")
      throw ExitStatus.slotsFail.code
    case .unfit(let message):
      logger.error("this host cannot run the trials and leaves them to others: \(message)")
      throw ExitStatus.unfitHost.code
    }
  }

  /// Who this worker is to the coordinator; nil where the coordinator has no keys.
  private func access(to addresses: [CoordinatorAddress], _ logger: Logger) throws -> AccessFile? {
    guard let coordinator = addresses.first(where: { $0.key != nil }) else { return nil }
    guard let tokenFile else {
      guard let path = access else { throw MissingAccess(to: coordinator) }
      guard let access = try AccessFile(at: path) else { throw SystemError("open \(path)", code: ENOENT) }
      return access
    }
    let name = name.flatMap(WorkerName.init) ?? .ofThisHost
    let path = access ?? "\(spool ?? WorkerProcess.Options.usualSpool(for: addresses))/\(name).access"
    let text = String(decoding: try SecretFile.read(tokenFile) ?? [], as: UTF8.self)
    guard let token = EnrolmentToken(String(text.prefix { !$0.isWhitespace })) else {
      throw ValidationError(
        "\(tokenFile) holds no token: expected the 22 characters that `regnorm enroll DIR NAME` gives")
    }
    do {
      return try Enrolment.access(
        at: path, name: name, token: token, addresses: addresses.filter { $0.key != nil },
        patience: giveUpAfter.map { .seconds($0) },
        whenUnanswered: { logger.warning("\($0)") })
    } catch let error where error is Enrolment.Refused || error is RefusedConnection {
      logger.error("\(error)")
      throw ExitStatus.refused.code
    } catch let error as Enrolment.Unanswered {
      logger.error("\(error)")
      throw ExitStatus.unanswered.code
    }
  }

  private var patience: WorkerMachine.Patience {
    var patience = WorkerMachine.Patience(idle: idleTimeout.map { .seconds($0) }, stay: stay)
    if let giveUpAfter {
      patience.first = .seconds(giveUpAfter)
      patience.later = .seconds(giveUpAfter)
    }
    return patience
  }

  /// From now until the worker gives its trials back; nil if it knows no end.
  private var stay: Duration? {
    let end = ProcessInfo.processInfo.environment["SLURM_JOB_END_TIME"].flatMap(Double.init)
    let lifetime = lifetime ?? end.map { $0 - Date().timeIntervalSince1970 }
    return lifetime.map { .seconds(max(0, $0 - notice)) }
  }
}
