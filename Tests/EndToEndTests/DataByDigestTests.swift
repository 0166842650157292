import Foundation
import TestSupport
import Testing

/// Workers that have nothing but the program and an address.
@Suite struct DataByDigestTests {
  private static let mnist = """
    name: sweep
    task: imbalanced-mnist
    seeds: 1
    grid: {normalization: [none, ln], rareClasses: [0, 7]}
    fixed: {epochs: 1, hiddenUnits: 8}
    """
  private static let babi = """
    name: sweep
    task: babi-ggnn
    seeds: 1
    grid: {normalization: [none, ln]}
    fixed: {source: files, babiTask: 15, epochs: 1, trainSize: 50}
    """

  @Test(.data(.mnist)) func aSweepOfImagesRunsOnAHostWithoutImages() async throws {
    try await expectToRun(Self.mnist, data: try #require(DataSet.mnist.folder), files: 4)
  }

  @Test(.data(.babi)) func aSweepOfStoriesRunsOnAHostWithoutStories() async throws {
    try await expectToRun(Self.babi, data: try #require(DataSet.babi.folder), files: 2)
  }

  /// Runs a sweep on a coordinator that has the data and a worker that has none; at least so many files are sent.
  private func expectToRun(_ sweep: String, data: String, files: Int) async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    try sweep.write(to: folder.appending(path: "sweep.yaml"), atomically: true, encoding: .utf8)
    let endpoint = "ipc://\(folder.path)/socket"
    let coordinator = try Command(
      ["coordinator", "sweep.yaml", "--bind", endpoint, "--out", "bare"], in: folder,
      environment: ["REGNORM_DATA": data])
    let worker = try Command(
      ["--connect", endpoint, "--slots", "2", "--spool", "spool"], of: WorkerProgramTests.program, in: folder,
      environment: ["REGNORM_DATA": "", "XDG_CACHE_HOME": folder.appending(path: "cache").path])
    try await coordinator.finish()
    try await worker.finish()
    let received = folder.appending(path: "cache/regnorm/received").path
    let names = try FileManager.default.contentsOfDirectory(atPath: received)
    #expect(names.count >= files)
    let list = try await Command(
      ["data", "list"], in: folder,
      environment: ["REGNORM_DATA": "", "XDG_CACHE_HOME": folder.appending(path: "cache").path]
    ).finish()
    #expect(list.contains("\(received): \(names.count) files from coordinators"))
    for name in names { #expect(list.contains(name)) }

    let local = try Command(
      ["run", "sweep.yaml", "--out", "local", "--workers", "1"], in: folder, environment: ["REGNORM_DATA": data])
    try await local.finish()
    let tables = [
      try await regnorm("table", "bare", "--format", "json", in: folder),
      try await regnorm("table", "local", "--format", "json", in: folder),
    ]
    #expect(tables[0] == tables[1])
  }
}
