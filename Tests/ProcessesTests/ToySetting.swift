import Coordination
import Digests
import Foundation
import Messaging
import Plans
import Results
import Testing
import ToyTask
import Trials

@testable import CoordinatorHost

/// A directory with a sweep of toy trials, and the processes around it.
final class ToySetting {
  /// The kind of address at which the coordinator listens.
  enum PortKind { case local, tcp }

  /// The port of a coordinator that listens at one.
  let port: UInt16
  let directory: URL
  let plan: Plan
  /// The coordinator's address, with a key if it listens at a port.
  let address: CoordinatorAddress
  let access: AccessDirectory
  private let behaviours: [ToyExperiment.Behaviour]
  private let seeds: Int
  private let milliseconds: Int
  private let timeout: Int
  private var processCount = 0
  private let isOwner: Bool

  init(
    _ behaviours: [ToyExperiment.Behaviour] = [.finish], seeds: Int, milliseconds: Int = 10, timeout: Int = 1_000,
    port kind: PortKind = .local
  ) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "toy-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    port = kind == .tcp ? try HalfOpenConnection.freePort() : 0
    access = AccessDirectory(in: directory.appending(path: "results").path)
    address =
      kind == .tcp
      ? CoordinatorAddress(endpoint: "tcp://127.0.0.1:\(port)", key: try access.prepare().publicKey)
      : CoordinatorAddress(endpoint: "ipc://\(directory.path)/socket", key: nil)
    isOwner = true
    self.behaviours = behaviours
    self.seeds = seeds
    self.milliseconds = milliseconds
    self.timeout = timeout
    plan = try toySweep(behaviours: behaviours, seeds: seeds, milliseconds: milliseconds)
  }

  /// The setting with another plan, in the same directory.
  private init(_ other: ToySetting, behaviours: [ToyExperiment.Behaviour], seeds: Int) throws {
    directory = other.directory
    port = other.port
    address = other.address
    access = other.access
    self.behaviours = behaviours
    self.seeds = seeds
    milliseconds = other.milliseconds
    timeout = other.timeout
    plan = try toySweep(behaviours: behaviours, seeds: seeds, milliseconds: other.milliseconds)
    processCount = 1_000
    isOwner = false
  }

  deinit { if isOwner { try? FileManager.default.removeItem(at: directory) } }

  /// The setting with a changed sweep file, in the same directory.
  func grown(to behaviours: [ToyExperiment.Behaviour], seeds: Int) throws -> ToySetting {
    try ToySetting(self, behaviours: behaviours, seeds: seeds)
  }

  var results: String { directory.appending(path: "results").path }
  var spool: URL { directory.appending(path: "spool") }

  /// The names of the results in the spool.
  func spooled() -> [String] {
    let names = FileManager.default.enumerator(atPath: spool.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".result") }.map { URL(filePath: $0).lastPathComponent }.sorted()
  }

  /// - Parameters:
  ///   - results: a directory of results other than the setting's own.
  ///   - descriptors: the most files that the coordinator may have open.
  func coordinator(localWorkers: Int = 0, results: String? = nil, descriptors: Int? = nil) throws -> ToyProcess {
    try process(
      [
        "coordinator", address.endpoint, results ?? self.results, behaviours.map(\.rawValue).joined(separator: ","),
        "\(seeds)",
        "\(milliseconds)", "\(timeout)", "\(localWorkers)",
      ], descriptors: descriptors)
  }

  /// - Parameters:
  ///   - access: the worker's access file; by default that of this host if the coordinator has keys.
  ///   - addresses: addresses that the worker tries before the coordinator's.
  ///   - stay: the seconds until the worker leaves by itself.
  func worker(
    slots: Int = 1, access file: String? = nil, before addresses: [String] = [], stay: Double? = nil
  ) throws -> ToyProcess {
    let stay = stay.map { ["--stay", "\($0)"] } ?? []
    let keys = address.key == nil ? [] : ["--access", file ?? access.localPath]
    return try process(
      ["worker", "\(slots)", "--spool", spool.path] + keys + stay
        + (addresses + ["\(address)"]).flatMap { ["--connect", $0] })
  }

  /// Makes an access file for `name`.
  func enroll(_ name: String) throws -> String {
    let file = AccessFile(newFor: WorkerName(host: name))
    let path = directory.appending(path: "\(name).access").path
    try file.create(path)
    try access.update { try $0.register(file.pair.publicKey, as: file.name, at: Date()) }
    return path
  }

  /// A process that ends the sweep.
  func dismissal() throws -> ToyProcess { try process(["dismiss", results]) }

  private func process(_ arguments: [String], descriptors: Int? = nil) throws -> ToyProcess {
    processCount += 1
    return try ToyProcess(
      arguments, log: directory.appending(path: "log-\(processCount)"), marks: directory, descriptors: descriptors)
  }

  /// Starts a coordinator and a worker and kills both, so that the worker's result is only in the spool.
  func leaveAResultInTheSpool() async throws {
    let coordinator = try coordinator()
    let worker = try worker()
    try await waitUntilHeld(1)
    try await coordinator.killNow()
    try release()
    try await eventually("the result is in the spool") { !spooled().isEmpty }
    try await worker.killNow()
  }

  /// Expects that the processes exit with status 0; waits for them in this order.
  func expectSuccess(of processes: ToyProcess...) async throws {
    for process in processes { #expect(try await process.status() == 0) }
  }

  func store() throws -> ResultStore { try ResultStore(readingFrom: results) }

  /// The counts in the database; nil before it exists.
  func counts() -> TrialCounts? { try? store().counts() }

  func waitUntil(_ what: String, within seconds: Double = 60, _ condition: (TrialCounts) -> Bool) async throws {
    try await eventually("\(what): \(String(describing: counts()))", within: seconds) {
      counts().map(condition) ?? false
    }
  }

  /// Waits until `count` trials hold.
  func waitUntilHeld(_ count: Int) async throws {
    try await eventually("\(count) trials hold") {
      try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasPrefix("held-") }.count
        >= count
    }
  }

  /// The number of started executions, repeated ones included.
  func executions() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasPrefix("began-") }.count
  }

  /// Lets held trials go on, now and later.
  func release() throws { try Data().write(to: directory.appending(path: "released")) }

  /// The attempts of every trial, in the plan's order.
  func attempts() throws -> [[AttemptRecord]] {
    let store = try store()
    return try plan.trials.map { try store.attempts(of: $0.identifier) }
  }

  /// Checks `expectEveryTrialDone`, and that no trial was executed twice.
  func expectEveryTrialDoneOnce() throws {
    try expectEveryTrialDone()
    #expect(try attempts().allSatisfy { $0.count == 1 })
  }

  /// Checks that every trial has its one right result, and that the counts add up.
  func expectEveryTrialDone() throws {
    let store = try store()
    let audit = try store.audit()
    #expect(audit.isSound, "\(audit.problems)")
    #expect(audit.counts?.done == plan.trials.count)
    for trial in plan.trials {
      let bytes = try #require(try store.result(of: trial.identifier))
      #expect(try TrialResult(encoded: bytes).metrics == ["value": Double(trial.identifier.digest.bytes[0])])
    }
  }
}
