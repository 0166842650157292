import Foundation
import TestSupport
import Testing

/// The contents of the program for a worker's host.
@Suite struct WorkerProgramTests {
  private static let folder = Command.program.deletingLastPathComponent()
  static let program = folder.appending(path: "regnorm-worker")

  /// The beginnings of symbols of the parts that only a coordinator needs: C libraries, and Swift modules after the
  /// length of their names.
  private static let foreign = [
    "sqlite3_", "yaml_", "$s4GRDB", "$s4Yams", "$s6Sweeps", "$s7Results", "$s9Reporting", "$s8Pictures", "$s9Dashboard",
    "$s9FlyingFox",
  ]

  @Test func aWorkersProgramHasNeitherTheDatabaseNorYAMLNorReportsNorPicturesNorADashboard() throws {
    let worker = try ELFFile(Self.program)
    #expect(worker.neededLibraries.contains { $0.hasPrefix("libzmq.so") }, "the list of libraries is read")
    #expect(!worker.neededLibraries.contains { $0.hasPrefix("libsqlite3") })
    for prefix in Self.foreign {
      #expect(worker.symbols.first { $0.hasPrefix(prefix) } == nil, "\(prefix)… is linked")
    }
  }

  /// A program with all of these parts has the names above.
  @Test func theMainProgramHasThem() throws {
    let main = try ELFFile(Command.program)
    #expect(main.neededLibraries.contains { $0.hasPrefix("libsqlite3") })
    for prefix in Self.foreign { #expect(main.symbols.contains { $0.hasPrefix(prefix) }, "\(prefix)…") }
  }

  @Test func theWorkersProgramTrainsASweepOfTheMainProgram() async throws {
    let sweep = try ToySweep(seeds: 1)
    let endpoint = "ipc://\(sweep.folder.path)/socket"
    let coordinator = try Command(["coordinator", "toy.yaml", "--out", "toy", "--bind", endpoint], in: sweep.folder)
    let worker = try Command(
      ["--connect", endpoint, "--slots", "2", "--spool", sweep.file("spool").path], of: Self.program, in: sweep.folder)
    try await coordinator.finish()
    try await worker.finish()
    #expect(sweep.done("toy") == 2)
  }

  @Test func theWorkersProgramHasOnlyTheCommandsOfAWorkersHost() async throws {
    let folder = try TemporaryFolder()
    let command = try Command(["table"], of: Self.program, in: folder.url)
    try await command.finish(status: 64)
    #expect(command.errorText.hasPrefix("Error: regnorm-worker has no command table"))
  }
}
