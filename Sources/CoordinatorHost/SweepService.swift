import Coordination
import Digests
import FoundationEssentials
public import Logging
import Messaging
import OperatingSystem
public import Plans
import Processes
import Reporting
public import Results
import Trials

/// Runs a sweep from its plan to its results in a directory: `regnorm coordinator` and `regnorm run`.
public struct SweepService {
  /// The name of the file in a directory of results that has the address of its present or last coordinator.
  static let endpointFileName = "endpoint"

  let plan: Plan
  let options: Options
  let logger: Logger

  /// A service that has not started yet.
  public init(_ plan: Plan, _ options: Options, logger: Logger) {
    self.plan = plan
    self.options = options
    self.logger = logger
  }

  /// Serves until the sweep is complete or a signal comes. Runs the trials that the directory lacks, and those that it
  /// gave up.
  ///
  /// If another coordinator serves the directory, it is given the plan, and this returns nil.
  ///
  /// - Parameter next: the plan that follows a plan whose trials are all done, by their results; nil if none does.
  public func run(next: (Plan, ResultStore) throws -> Plan? = { _, _ in nil }) throws -> CoordinatorProcess.Outcome? {
    let store: ResultStore
    do { store = try ResultStore(writingTo: options.directory) } catch let error as StoreError {
      guard case .inUse = error else { throw error }
      try handOver(to: error)
      return nil
    }
    let adoption = try store.adopt(plan)
    for result in adoption.damaged { logger.warning("damaged, and run again: \(result)") }
    let display = ProgressDisplay()
    let coordinator = try coordinator(of: store, records: adoption.records)
    printError("\(plan.name): workers join with --connect '\(Self.reachable(coordinator.address))'")
    let outcome = try coordinator.run(
      localWorkers: localWorkers(of: coordinator.address), orders: SweepOrders(in: options.directory),
      next: { plan in
        display.clear()
        return try next(plan, store)
      },
      observe: display.show, beforeLogging: display.clear)
    display.finish(outcome.snapshot)
    if case .interrupted(_, let snapshot) = outcome { printError(farewell(to: snapshot)) }
    return outcome
  }

  /// A coordinator of the sweep in `store`, which has these records of its trials. Writes its address to the directory.
  func coordinator(
    of store: ResultStore, records: [TrialIdentifier: TrialRecord]
  ) throws -> CoordinatorProcess {
    SweepOrders(in: options.directory).clear()
    var configuration = options.configuration
    configuration.build = try Provenance.executableDigest()
    let coordinator = try CoordinatorProcess(
      plan: plan, journal: store, records: records,
      files: SweepFiles(
        checkpoints: "\(options.directory)/checkpoints", checkpointLimit: options.checkpointLimit, data: options.data),
      configuration: configuration, endpoint: options.endpoint,
      lastEndpoint: Self.recordedAddress(in: options.directory)?.endpoint,
      access: AccessDirectory(in: options.directory), logger: logger)
    let endpointFile = "\(options.directory)/\(Self.endpointFileName)"
    try Data("\(coordinator.address)\n".utf8).write(to: URL(filePath: endpointFile), options: .atomic)
    return coordinator
  }

  /// The address of the directory's present or last coordinator; nil if there was none.
  static func recordedAddress(in directory: String) -> CoordinatorAddress? {
    let data = FileManager.default.contents(atPath: "\(directory)/\(endpointFileName)") ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").first.flatMap {
      try? CoordinatorAddress(String($0))
    }
  }

  /// Gives the plan to the coordinator that holds the directory. Throws `inUse` if it does not answer.
  private func handOver(to inUse: StoreError) throws {
    guard let answer = try SweepOrders(in: options.directory).give(.extend(plan)) else { throw inUse }
    guard answer.isAccepted else { throw RefusedOrder(reason: answer.text) }
    printError(
      "\(plan.name): a coordinator serves \(options.directory) already; \(answer.text). "
        + "regnorm status \(options.directory.shellPath) shows how far it is")
  }

  /// The last line for a person who stopped the coordinator.
  private func farewell(to snapshot: FleetSnapshot) -> String {
    let workers = snapshot.workers.count
    let goOn = "\(plan.name): stopped with \(snapshot.counts.done) of \(snapshot.counts.planned) trials done"
    guard workers > 0 else { return "\(goOn). The same command goes on." }
    return "\(goOn). \(workers) \(workers == 1 ? "worker trains on and waits" : "workers train on and wait") for their "
      + "coordinator: the same command goes on, regnorm dismiss \(options.directory.shellPath) sends them away."
  }

  /// The table of the results in `directory`; nil if no trial is done.
  public static func table(in directory: String) throws -> String? {
    let store = try ResultStore(readingFrom: directory)
    let (plan, results, builds) = try store.metrics()
    let table = try Table(of: plan, metrics: results.values, damaged: results.damaged, builds: Array(builds))
    return table.done == 0 ? nil : table.rendered(as: .text)
  }

  /// The address for other hosts: a coordinator that listens at every address is reached by its host's name.
  static func reachable(_ address: CoordinatorAddress) -> CoordinatorAddress {
    for everywhere in ["tcp://0.0.0.0:", "tcp://[::]:"] where address.endpoint.hasPrefix(everywhere) {
      let port = address.endpoint.dropFirst(everywhere.count)
      return CoordinatorAddress(endpoint: "tcp://\(hostName()):\(port)", key: address.key)
    }
    return address
  }

  private func localWorkers(of address: CoordinatorAddress) -> LocalWorkers? {
    guard options.localWorkers > 0 else { return nil }
    let keys = address.key == nil ? [] : ["--access", AccessDirectory(in: options.directory).localPath]
    return LocalWorkers(
      count: options.localWorkers,
      arguments: options.workerArguments + ["--connect", "\(address)", "--spool", "\(options.directory)/spool"] + keys)
  }
}
