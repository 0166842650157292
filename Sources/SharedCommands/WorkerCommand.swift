public import ArgumentParser
import Coordination
import FoundationEssentials
import Logging
import Processes
import WorkerHost

/// `regnorm worker`: trains what a coordinator leases.
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
    help: ArgumentHelp("Where the coordinator listens: tcp://HOST:PORT.", valueName: "endpoint"))
  var connect: String

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

  /// A command whose arguments are still to be read.
  public init() {}

  /// Throws `ValidationError` where a number is out of its bounds.
  public func validate() throws {
    guard (0...1e9).contains(giveUpAfter ?? 0) else { throw ValidationError("--give-up-after takes 0 to 1e9 seconds") }
    guard (0.1...86_400).contains(checkpointInterval) else {
      throw ValidationError("--checkpoint-interval takes 0.1 to 86400 seconds, not \(checkpointInterval)")
    }
    guard (1...1024).contains(slots ?? 1) else { throw ValidationError("--slots takes 1 to 1024, not \(slots ?? 1)") }
  }

  /// Trains until the coordinator, a signal or the host's own failure ends the worker.
  public func run() throws {
    let logger = log.logger("worker", usual: .info)
    let worker = try WorkerProcess(
      WorkerProcess.Options(
        endpoint: connect, slots: slots ?? ProcessInfo.processInfo.activeProcessorCount, spool: spool,
        patience: giveUpAfter.map { WorkerMachine.Patience(first: .seconds($0), later: .seconds($0)) }
          ?? WorkerMachine.Patience(),
        data: InstalledData(), checkpointInterval: .seconds(checkpointInterval), endsWithInput: endsWithInput),
      provenance: try .ofThisProcess(version: Build.version, kernels: Build.kernels), logger: logger)
    switch try worker.run() {
    case .stopped(.complete): logger.info("the sweep is complete")
    case .stopped(.interrupted): logger.info("the coordinator was stopped")
    case .stopped(.hopeless): logger.info("the sweep ended: nothing succeeded on any host")
    case .drained: break
    case .unanswered(let duration):
      logger.error(
        "no word of the coordinator at \(connect) for \(Int(duration / .seconds(1))) s; results that it does not have stay in the spool"
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
}
