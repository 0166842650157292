import Coordination
import CoordinatorHost
import Glibc
import Logging
import Messaging
import Processes
import Results
import ToyTask
import WorkerHost

/// The program of the process tests: the product's processes around the toy task.
///
/// ```
/// ToyFleet coordinator ENDPOINT DIRECTORY BEHAVIOUR,… SEEDS MILLISECONDS TIMEOUT [LOCAL-WORKERS]
/// ToyFleet worker ADDRESS SLOTS SPOOL [ACCESS-FILE]
/// ToyFleet local-worker ADDRESS SLOTS SPOOL [ACCESS-FILE]        ends with its standard input
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
    case "worker" where arguments.count >= 4: try work(arguments, endsWithInput: false)
    case "local-worker" where arguments.count >= 4: try work(arguments, endsWithInput: true)
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
    let access = AccessDirectory(in: arguments[2])
    let coordinator = try CoordinatorProcess(
      plan: plan, journal: store,
      configuration: CoordinatorConfiguration(
        timing: LinkTiming(leaseTimeout: .milliseconds(timeout)), version: "toy",
        endsWhenHopeless: arguments.count > 7 && arguments[7] != "0"),
      endpoint: arguments[1], access: access, logger: Logger(label: "coordinator"))
    var localWorkers: LocalWorkers?
    if arguments.count > 7, let count = Int(arguments[7]) {
      localWorkers = LocalWorkers(
        count: count,
        arguments: ["local-worker", "\(coordinator.address)", "1", arguments[2] + "/spool", access.localPath])
    }
    switch try coordinator.run(localWorkers: localWorkers) {
    case .complete(let snapshot), .hopeless(let snapshot): exit(snapshot.counts.failed == 0 ? 0 : 3)
    case .interrupted(let signal, _): exit(128 + signal)
    }
  }

  private static func work(_ arguments: [String], endsWithInput: Bool) throws {
    guard let slots = Int(arguments[2]) else { throw Misuse() }
    let options = WorkerProcess.Options(
      coordinator: try CoordinatorAddress(arguments[1]),
      access: arguments.count > 4 ? try AccessFile(at: arguments[4]) : nil, slots: slots, spool: arguments[3],
      endsWithInput: endsWithInput)
    let worker = try WorkerProcess(
      options, provenance: try .ofThisProcess(version: "toy", kernels: "none"), logger: Logger(label: "worker"))
    switch try worker.run() {
    case .stopped, .drained: exit(0)
    case .refused(let reason):
      Logger(label: "worker").error("\(reason)")
      exit(4)
    case .slotsFail: exit(5)
    case .unfit: exit(6)
    case .unanswered: exit(7)
    }
  }
}
