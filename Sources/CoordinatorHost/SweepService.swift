import Coordination
import Digests
import FoundationEssentials
import Glibc
public import Logging
import OperatingSystem
public import Plans
import Processes
import Reporting
import Results

/// A sweep from its plan to its results in a directory: what `regnorm coordinator` and `regnorm run` do.
public struct SweepService {
  /// The name of the file in a directory of results that says where its coordinator listens while it runs.
  public static let endpointFileName = "endpoint"

  private let plan: Plan
  private let options: Options
  private let logger: Logger

  /// A service that has not started yet.
  public init(_ plan: Plan, _ options: Options, logger: Logger) {
    self.plan = plan
    self.options = options
    self.logger = logger
  }

  /// Serves until the sweep is complete or a signal comes. Runs what the directory does not have yet, and what it gave up.
  public func run() throws -> CoordinatorProcess.Outcome {
    let store = try ResultStore(writingTo: options.directory)
    for result in try store.adopt(plan) { logger.warning("damaged, and run again: \(result)") }
    var configuration = options.configuration
    configuration.build = try Provenance.executableDigest()
    let coordinator = try CoordinatorProcess(
      plan: plan, journal: store, configuration: configuration, endpoint: options.endpoint, logger: logger)
    let endpointFile = "\(options.directory)/\(Self.endpointFileName)"
    try Data("\(coordinator.endpoint)\n".utf8).write(to: URL(filePath: endpointFile), options: .atomic)
    defer { unlink(endpointFile) }
    printError("\(plan.name): workers join with --connect \(Self.address(of: coordinator.endpoint))")
    let display = ProgressDisplay()
    let outcome = try coordinator.run(
      localWorkers: localWorkers(endpoint: coordinator.endpoint), observe: display.show,
      beforeLogging: display.clear)
    switch outcome {
    case .complete(let snapshot), .hopeless(let snapshot), .interrupted(_, let snapshot): display.finish(snapshot)
    }
    return outcome
  }

  /// The table of the results in `directory`; nil where no trial is done.
  public static func table(in directory: String) throws -> String? {
    let store = try ResultStore(readingFrom: directory)
    let (plan, results, builds) = try store.metrics()
    let table = try Table(of: plan, metrics: results.values, damaged: results.damaged, builds: Array(builds))
    return table.done == 0 ? nil : table.rendered(as: .text)
  }

  /// What other hosts connect to: one that listens at every address is reached by its host's name.
  static func address(of endpoint: String) -> String {
    for everywhere in ["tcp://0.0.0.0:", "tcp://[::]:"] where endpoint.hasPrefix(everywhere) {
      return "tcp://\(hostName()):" + endpoint.dropFirst(everywhere.count)
    }
    return endpoint
  }

  private func localWorkers(endpoint: String) -> LocalWorkers? {
    guard options.localWorkers > 0 else { return nil }
    return LocalWorkers(
      count: options.localWorkers,
      arguments: options.workerArguments + ["--connect", endpoint, "--spool", "\(options.directory)/spool"])
  }
}
