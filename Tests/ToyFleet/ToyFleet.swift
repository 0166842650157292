import ContentAddressing
import Coordination
import CoordinatorHost
import Digests
import Glibc
import Logging
import Messaging
import Processes
import ToyTask
import Trials
import WorkerHost

/// The program of the process tests: the product's processes around the toy task.
///
/// ```
/// ToyFleet coordinator ENDPOINT DIRECTORY BEHAVIOUR,… SEEDS MILLISECONDS TIMEOUT [LOCAL-WORKERS]
/// ToyFleet worker SLOTS [ends-with-input] [rarely] --connect ADDRESS … --spool DIRECTORY [--access FILE] [--stay SECONDS]
/// ToyFleet dismiss DIRECTORY
/// ToyFleet slot
/// ```
///
/// `rarely`: a trial's checkpoint is written only when the worker leaves. Local workers do so.
@main
struct ToyFleet {
  struct Misuse: Error {}

  static func main() throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "coordinator" where arguments.count >= 7: try coordinate(arguments)
    case "worker" where arguments.count >= 4: try work(arguments)
    case "dismiss" where arguments.count == 2:
      print(try SweepDismissal(of: arguments[1], version: "toy", logger: Logger(label: "dismiss")).run())
    case "slot":
      var slot = try SlotProcess(experiments: [ToyExperiment()])
      try slot.run()
    default: throw Misuse()
    }
  }

  private static func coordinate(_ arguments: [String]) throws {
    let behaviours = arguments[3].split(separator: ",").compactMap { ToyExperiment.Behaviour(rawValue: String($0)) }
    guard let seeds = Int(arguments[4]), let milliseconds = Int(arguments[5]), let timeout = Int(arguments[6]) else {
      throw Misuse()
    }
    let plan = try toySweep(behaviours: behaviours, seeds: seeds, milliseconds: milliseconds)
    let localWorkers = arguments.count > 7 ? Int(arguments[7]) ?? 0 : 0
    let service = SweepService(
      plan,
      SweepService.Options(
        directory: arguments[2], endpoint: arguments[1], localWorkers: localWorkers,
        workerArguments: ["worker", "1", "ends-with-input", "rarely"],
        data: [ToyData.reference.sha256: .file(path: ToyData.servedPath)], checkpointLimit: 1 << 30,
        configuration: CoordinatorConfiguration(
          timing: LinkTiming(leaseTimeout: .milliseconds(timeout)), version: "toy", endsWhenHopeless: localWorkers > 0)),
      logger: Logger(label: "coordinator"))
    switch try service.run() {
    case .complete(let snapshot), .hopeless(let snapshot): exit(snapshot.counts.failed == 0 ? 0 : 3)
    case .interrupted(let signal, _): exit(128 + signal)
    case .dismissed: exit(8)
    case nil: exit(0)
    }
  }

  private static func work(_ arguments: [String]) throws {
    guard let slots = Int(arguments[1]) else { throw Misuse() }
    let options = WorkerProcess.Options(
      addresses: values(of: "--connect", in: arguments).map {
        (try? CoordinatorAddress($0)) ?? CoordinatorAddress(endpoint: $0, key: nil)
      },
      access: try values(of: "--access", in: arguments).last.flatMap { try AccessFile(at: $0) }, slots: slots,
      spool: values(of: "--spool", in: arguments).last,
      patience: WorkerMachine.Patience(
        stay: values(of: "--stay", in: arguments).last.flatMap(Double.init).map { .seconds($0) }),
      data: ToyHostData(), checkpointInterval: arguments.contains("rarely") ? .seconds(3600) : .milliseconds(100),
      lastCheckpointTime: .seconds(3),
      endsWithInput: arguments.contains("ends-with-input"))
    let worker = try WorkerProcess(
      options, provenance: try .ofThisProcess(version: "toy", kernels: "none"), logger: Logger(label: "worker"))
    switch try worker.run() {
    case .stopped, .drained, .preempted, .idle: exit(0)
    case .refused(let reason):
      Logger(label: "worker").error("\(reason)")
      exit(4)
    case .slotsFail: exit(5)
    case .unfit: exit(6)
    case .unanswered: exit(7)
    }
  }

  private static func values(of option: String, in arguments: [String]) -> [String] {
    zip(arguments, arguments.dropFirst()).filter { $0.0 == option }.map(\.1)
  }
}

/// A host that has no data but what coordinators sent.
private struct ToyHostData: HostData {
  let received = ContentStore(ToyData.receivedFolder)

  func missing(_ data: DataReference) -> [Digest] { received.holds(data.sha256) ? [] : [data.sha256] }
}
