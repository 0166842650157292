import Coordination
import Foundation
import Plans
import Results
import TestSupport
import Testing
import Trials

/// The real program with the real task, as a user runs it.
@Suite struct SweepTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url }

  /// A folder of its own with a sweep of 12 cells × `seeds`, each trial a fraction of a second.
  init() throws {
    temporary = try TemporaryFolder()
    try write(seeds: 2)
  }

  private func write(seeds: Int, epochs: Int = 12) throws {
    let text = """
      name: toy
      task: imbalanced-mnist
      seeds: \(seeds)
      grid:
        normalization: [none, ln, rn, sn]
        rareClasses: [0, 3, 6]
      fixed:
        semantics: corrected
        dataset: optdigits
        epochs: \(epochs)
        batchSize: 32
        hiddenUnits: 200
      """
    try text.write(to: folder.appending(path: "toy.yaml"), atomically: true, encoding: .utf8)
  }

  private func results(_ directory: String) throws -> [TrialIdentifier: [UInt8]] {
    let store = try ResultStore(readingFrom: folder.appending(path: directory).path)
    let trials = try store.plan().trials
    return Dictionary(
      uniqueKeysWithValues: try trials.compactMap { trial in
        try store.result(of: trial.identifier).map { (trial.identifier, $0) }
      })
  }

  private func done(_ directory: String) -> Int {
    (try? ResultStore(readingFrom: folder.appending(path: directory).path).counts().done) ?? 0
  }

  @Test func aTrialHasTheSameBytesAloneWithOneWorkerAndWithFour() async throws {
    try await regnorm("run", "toy.yaml", "--out", "one", "--workers", "1", in: folder)
    try await regnorm("run", "toy.yaml", "--out", "four", "--workers", "4", in: folder)
    let (one, four) = (try results("one"), try results("four"))
    #expect(one.count == 24)
    #expect(one == four)
    let alone = try await regnorm(
      "trial", "--task", "imbalanced-mnist", "--seed", "2", "--quiet", "normalization=rn", "rareClasses=3",
      "semantics=corrected", "dataset=optdigits", "epochs=12", "batchSize=32", "hiddenUnits=200", in: folder)
    #expect(one.values.contains(Array(alone.utf8.dropLast())), "regnorm trial gives other bytes than a worker")
    let tables = [
      try await regnorm("table", "one", "--format", "json", in: folder),
      try await regnorm("table", "four", "--format", "json", in: folder),
    ]
    #expect(tables[0] == tables[1])
  }

  /// Runs the sweep into `killed`, and kills a worker and the coordinator meanwhile. Returns false if every trial was done
  /// before the coordinator was killed.
  private func runKilled() async throws -> Bool {
    let coordinator = try Command(
      ["coordinator", "toy.yaml", "--bind", "tcp://127.0.0.1:*", "--out", "killed", "--lease-timeout", "2"], in: folder)
    let endpointFile = folder.appending(path: "killed/endpoint")
    try await waitUntil("the coordinator writes its endpoint") {
      FileManager.default.fileExists(atPath: endpointFile.path)
    }
    let address = try String(contentsOf: endpointFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let joining = ["worker", "--connect", address, "--access", "killed/access/local.access", "--slots", "1"]
    let doomed = try Command(joining, in: folder)
    let survivor = try Command(joining, in: folder)
    try await waitUntil("three trials are done") { done("killed") >= 3 }
    doomed.kill()
    try await waitUntil("six trials are done") { done("killed") >= 6 }
    coordinator.kill()
    guard done("killed") < 24 else { return false }
    let successor = try Command(
      [
        "coordinator", "toy.yaml", "--bind", String(address.prefix { $0 != "#" }), "--out", "killed", "--lease-timeout",
        "2",
      ], in: folder)
    try await successor.finish()
    try await survivor.finish()
    return true
  }

  @Test func killingAWorkerAndTheCoordinatorLosesNothingAndCountsNothingTwice() async throws {
    // On a host where this test hardly gets a turn, short trials are all done before the kill.
    var wasKilled = false
    for epochs in [12, 60, 300] where !wasKilled {
      try? FileManager.default.removeItem(at: folder.appending(path: "killed"))
      try write(seeds: 2, epochs: epochs)
      wasKilled = try await runKilled()
    }
    try #require(wasKilled, "everything was done before the coordinator was killed: the trials are too short")
    try await regnorm("run", "toy.yaml", "--out", "undisturbed", "--workers", "2", in: folder)

    let audit = try ResultStore(readingFrom: folder.appending(path: "killed").path).audit()
    #expect(audit.problems.isEmpty, "\(audit.problems)")
    #expect(try results("killed") == results("undisturbed"))
    for format in ["json", "text", "latex"] {
      let killed = try await regnorm("table", "killed", "--format", format, in: folder)
      let undisturbed = try await regnorm("table", "undisturbed", "--format", format, in: folder)
      #expect(killed == undisturbed)
    }
  }

  @Test func P6_theSameCommandRunsNothingAndOneMoreSeedRunsOneTrialACell() async throws {
    func attempts() throws -> Int {
      let store = try ResultStore(readingFrom: folder.appending(path: "again").path)
      return try store.plan().trials.reduce(0) { try $0 + store.attempts(of: $1.identifier).count }
    }
    try await regnorm("run", "toy.yaml", "--out", "again", "--workers", "2", in: folder)
    #expect(try attempts() == 24)
    try await regnorm("run", "toy.yaml", "--out", "again", "--workers", "2", in: folder)
    #expect(try attempts() == 24)
    try write(seeds: 3)
    try await regnorm("run", "toy.yaml", "--out", "again", "--workers", "2", in: folder)
    #expect(try attempts() == 36)
    #expect(done("again") == 36)
  }

  @Test func everyCommandExplainsItself() async throws {
    let help = try await regnorm("--help", in: folder)
    let commands = [
      "run", "coordinator", "worker", "status", "enroll", "keys", "revoke", "table", "report", "audit", "export",
      "plan", "trial", "play", "tasks",
      "data",
    ]
    for command in commands {
      #expect(help.contains("\n  \(command) "), "regnorm --help does not name \(command)")
      let text = try await regnorm(command, "--help", in: folder)
      #expect(text.contains("OVERVIEW") && text.contains("USAGE"))
    }
  }

  @Test func missingDataAreOneErrorBeforeAnythingStarts() async throws {
    try "task: imbalanced-mnist\nseeds: 3\ngrid:\n  normalization: [ln, none]\n".write(
      to: folder.appending(path: "mnist.yaml"), atomically: true, encoding: .utf8)
    let nowhere = ["REGNORM_DATA": folder.path, "XDG_CACHE_HOME": folder.path]
    let command = try Command(["run", "mnist.yaml", "--out", "mnist"], in: folder, environment: nowhere)
    try await command.finish(status: 1)
    #expect(command.errorText.contains("train-images-idx3-ubyte.gz"))
    #expect(command.errorText.contains("regnorm data fetch mnist"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "mnist").path))
  }

  @Test func aHostWhoseCoordinatorHasNoDataEitherLeavesItsTrialsToOthers() async throws {
    try "task: imbalanced-mnist\nseeds: 3\ngrid:\n  normalization: [ln, none]\n".write(
      to: folder.appending(path: "mnist.yaml"), atomically: true, encoding: .utf8)
    let nowhere = ["REGNORM_DATA": folder.path, "XDG_CACHE_HOME": folder.path]
    let coordinator = try Command(
      ["coordinator", "mnist.yaml", "--bind", "tcp://127.0.0.1:*", "--out", "mnist"], in: folder, environment: nowhere)
    let endpointFile = folder.appending(path: "mnist/endpoint")
    try await waitUntil("the coordinator writes its endpoint") {
      FileManager.default.fileExists(atPath: endpointFile.path)
    }
    let address = try String(contentsOf: endpointFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let worker = try Command(
      ["worker", "--connect", address, "--access", "mnist/access/local.access", "--slots", "2"], in: folder,
      environment: nowhere)
    try await worker.finish(status: 6)
    #expect(worker.errorText.contains("regnorm data fetch mnist"))
    coordinator.kill()
    let counts = try ResultStore(readingFrom: folder.appending(path: "mnist").path).counts()
    #expect(counts.failed == 0 && counts.waiting == 6)
  }

  @Test func aMisspeltSettingIsRefusedBeforeAnythingStarts() async throws {
    try "task: imbalanced-mnist\nseeds: 1\ngrid:\n  normalisation: [rn, ln]\n".write(
      to: folder.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
    let command = try Command(["run", "bad.yaml", "--out", "bad"], in: folder)
    try await command.finish(status: 1)
    #expect(command.errorText.contains("bad.yaml:4"))
    #expect(command.errorText.contains("did you mean normalization?"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "bad").path))
  }
}
