import Coordination
import Foundation
import Plans
import Results
import TestSupport
import Testing
import Trials

/// Trials of real tasks that go on on another worker where a killed one was.
@Suite struct ResumptionTests {
  /// Sweeps of one trial that takes some seconds.
  private static let sweeps = [
    """
    name: sweep
    task: imbalanced-mnist
    seeds: 1
    grid: {normalization: [rn]}
    fixed: {semantics: corrected, dataset: optdigits, epochs: 700, batchSize: 32, hiddenUnits: 100}
    """,
    """
    name: sweep
    task: cartpole-dqn
    seeds: 1
    grid: {normalization: [rn]}
    fixed: {semantics: corrected, episodes: 1200}
    """,
  ]

  @Test(arguments: sweeps) func aTrialWhoseWorkerIsKilledGoesOnElsewhereAndEndsInTheSameBytes(sweep: String)
    async throws
  {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    try sweep.write(to: folder.appending(path: "sweep.yaml"), atomically: true, encoding: .utf8)
    try await regnorm("run", "sweep.yaml", "--out", "undisturbed", "--workers", "1", in: folder)

    let endpoint = "ipc://\(folder.path)/socket"
    let coordinator = try Command(
      ["coordinator", "sweep.yaml", "--bind", endpoint, "--out", "killed", "--lease-timeout", "10"], in: folder)
    func worker() throws -> Command {
      try Command(
        ["worker", "--connect", endpoint, "--slots", "1", "--checkpoint-interval", "0.1", "--spool", "spool"],
        in: folder)
    }
    let victim = try worker()
    let checkpoints = folder.appending(path: "killed/checkpoints")
    var step = 0
    try await waitUntil("the coordinator has a checkpoint") {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: checkpoints.path)) ?? []
      guard let name = names.first(where: { $0.hasSuffix(".json") }) else { return false }
      let offer = try? JSONDecoder().decode(
        CheckpointOffer.self, from: Data(contentsOf: checkpoints.appending(path: name)))
      step = offer?.step ?? 0
      return step > 0
    }
    victim.kill()
    let survivor = try worker()
    try await coordinator.finish()
    try await survivor.finish()

    let words = survivor.errorText.split(separator: "goes on from its checkpoint at step ")
    #expect(words.count == 2, "\(survivor.errorText)")
    let resumed = words.last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    #expect(resumed >= step, "a later checkpoint may have come before the worker was dead, an earlier one not")
    let (undisturbed, killed) = (try result("undisturbed", in: folder), try result("killed", in: folder))
    #expect(undisturbed == killed)
    #expect((try? FileManager.default.contentsOfDirectory(atPath: checkpoints.path)) == [])
  }

  private func result(_ directory: String, in folder: URL) throws -> [UInt8] {
    let store = try ResultStore(readingFrom: folder.appending(path: directory).path)
    let trial = try #require(try store.plan().trials.first)
    return try #require(try store.result(of: trial.identifier))
  }
}
