import Coordination
import Digests
import FoundationEssentials
import Glibc
public import Logging
import Messaging
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
    let access = AccessDirectory(in: options.directory)
    let coordinator = try CoordinatorProcess(
      plan: plan, journal: store, configuration: configuration, endpoint: options.endpoint, access: access,
      logger: logger)
    let endpointFile = "\(options.directory)/\(Self.endpointFileName)"
    try Data("\(coordinator.address)\n".utf8).write(to: URL(filePath: endpointFile), options: .atomic)
    defer { unlink(endpointFile) }
    printError("\(plan.name): workers join with --connect '\(Self.reachable(coordinator.address))'")
    let display = ProgressDisplay()
    let outcome = try coordinator.run(
      localWorkers: localWorkers(of: coordinator.address, access), observe: display.show,
      beforeLogging: display.clear)
    switch outcome {
    case .complete(let snapshot), .hopeless(let snapshot), .interrupted(_, let snapshot): display.finish(snapshot)
    }
    return outcome
  }

  /// The table of the directory's results; nil where no trial is done.
  public func table() throws -> String? {
    let store = try ResultStore(readingFrom: options.directory)
    let (plan, results) = try store.metrics()
    let table = try Table(of: plan, metrics: results.values, damaged: results.damaged)
    return table.done == 0 ? nil : table.rendered(as: .text)
  }

  /// What other hosts connect to: one that listens at every address is reached by its host's name.
  static func reachable(_ address: CoordinatorAddress) -> CoordinatorAddress {
    for everywhere in ["tcp://0.0.0.0:", "tcp://[::]:"] where address.endpoint.hasPrefix(everywhere) {
      let port = address.endpoint.dropFirst(everywhere.count)
      return CoordinatorAddress(endpoint: "tcp://\(hostName()):\(port)", key: address.key)
    }
    return address
  }

  private func localWorkers(of address: CoordinatorAddress, _ access: AccessDirectory) -> LocalWorkers? {
    guard options.localWorkers > 0 else { return nil }
    let keys = address.key == nil ? [] : ["--access", access.localPath]
    return LocalWorkers(
      count: options.localWorkers,
      arguments: options.workerArguments + ["--connect", "\(address)", "--spool", "\(options.directory)/spool"] + keys)
  }
}
