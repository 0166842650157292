import ContentAddressing
import Coordination
import CoordinatorHost
import Digests
import Glibc
import Logging
import Processes
import Results
import ToyTask
import Trials
import WorkerHost

/// The program of the process tests: the product's processes around the toy task.
///
/// ```
/// ToyFleet coordinator ENDPOINT DIRECTORY BEHAVIOUR,… SEEDS MILLISECONDS TIMEOUT [LOCAL-WORKERS]
/// ToyFleet worker ENDPOINT SLOTS SPOOL [ends-with-input]
/// ToyFleet slot
/// ```
@main
struct ToyFleet {
  struct Misuse: Error {}

  static func main() throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "coordinator" where arguments.count >= 7: try coordinate(arguments)
    case "worker" where arguments.count >= 4: try work(arguments)
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
    let store = try ResultStore(writingTo: arguments[2])
    try store.adopt(plan)
    let coordinator = try CoordinatorProcess(
      plan: plan, journal: store,
      files: SweepFiles(
        checkpoints: arguments[2] + "/checkpoints", checkpointLimit: 1 << 30,
        data: [ToyData.reference.sha256: .file(path: ToyData.servedPath)]),
      configuration: CoordinatorConfiguration(
        timing: LinkTiming(leaseTimeout: .milliseconds(timeout)), version: "toy",
        endsWhenHopeless: arguments.count > 7 && arguments[7] != "0"),
      endpoint: arguments[1], logger: Logger(label: "coordinator"))
    var localWorkers: LocalWorkers?
    if arguments.count > 7, let count = Int(arguments[7]) {
      localWorkers = LocalWorkers(
        count: count, arguments: ["worker", coordinator.endpoint, "1", arguments[2] + "/spool", "ends-with-input"])
    }
    switch try coordinator.run(localWorkers: localWorkers) {
    case .complete(let snapshot), .hopeless(let snapshot): exit(snapshot.counts.failed == 0 ? 0 : 3)
    case .interrupted(let signal, _): exit(128 + signal)
    }
  }

  private static func work(_ arguments: [String]) throws {
    guard let slots = Int(arguments[2]) else { throw Misuse() }
    let options = WorkerProcess.Options(
      endpoint: arguments[1], slots: slots, spool: arguments[3], data: ToyHostData(),
      checkpointInterval: .milliseconds(100), lastCheckpointTime: .seconds(3), endsWithInput: arguments.count > 4)
    let worker = try WorkerProcess(
      options, provenance: try .ofThisProcess(version: "toy", kernels: "none"), logger: Logger(label: "worker"))
    switch try worker.run() {
    case .stopped, .drained: exit(0)
    case .refused: exit(4)
    case .slotsFail: exit(5)
    case .unfit: exit(6)
    case .unanswered: exit(7)
    }
  }
}

/// A host that has no data but what coordinators sent.
private struct ToyHostData: HostData {
  let received = ContentStore(ToyData.receivedFolder)

  func missing(_ data: DataReference) -> [Digest] { received.holds(data.sha256) ? [] : [data.sha256] }
}
