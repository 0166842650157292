import Coordination
import Foundation
import Results
import Testing

/// What somebody does with a sweep that runs: looks, adds a seed, stops, ends.
@Suite struct ContinuityTests {
  private func start(_ sweep: ToySweep) async throws -> (coordinator: Command, endpoint: String) {
    let coordinator = try Command(
      ["coordinator", "toy.yaml", "--bind", "tcp://127.0.0.1:*", "--out", "out"], in: sweep.folder)
    let file = sweep.file("out/endpoint")
    try await waitUntil("the coordinator writes its endpoint") { FileManager.default.fileExists(atPath: file.path) }
    return (coordinator, try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test func statusSaysWhetherACoordinatorLivesAndHowToStartTheWorkersThatItLacks() async throws {
    let sweep = try ToySweep(seeds: 1)
    let (coordinator, endpoint) = try await start(sweep)
    let advice = "no workers are connected; on a host that is to work: regnorm worker --connect \(endpoint)"
    #expect(try await regnorm("status", "out", in: sweep.folder).contains(advice))
    coordinator.kill()
    try await waitUntil("the coordinator is gone") { ResultStore.writer(to: sweep.file("out").path) == nil }
    #expect(try await regnorm("status", "out", in: sweep.folder).contains("no coordinator runs"))
  }

  @Test func P6_theSameCommandOnARunningSweepAddsASeedToItAndDismissEndsIt() async throws {
    let sweep = try ToySweep(seeds: 1)
    let (coordinator, endpoint) = try await start(sweep)
    try sweep.write(seeds: 3)
    let second = try Command(["run", "toy.yaml", "--out", "out"], in: sweep.folder)
    try await second.finish()
    #expect(second.errorText.contains("the running sweep has 4 more trials; 6 wait"))
    #expect(try await regnorm("dismiss", "out", in: sweep.folder).contains("its workers are sent away"))
    try await coordinator.finish(status: 8)

    let again = try Command(
      ["coordinator", "toy.yaml", "--bind", "tcp://127.0.0.1:*", "--out", "out"], in: sweep.folder)
    let worker = try Command(
      ["worker", "--connect", endpoint, "--access", "out/access/local.access", "--slots", "1"], in: sweep.folder)
    try await again.finish()
    try await worker.finish()
    #expect(sweep.done("out") == 6, "the port is the same as before")
  }

  @Test func explainSaysWhyATrialWaitsAndWhereItRan() async throws {
    let sweep = try ToySweep(seeds: 1)
    let (coordinator, endpoint) = try await start(sweep)
    func explain(_ words: String...) async throws -> String {
      try await Command(["explain", "out"] + words, in: sweep.folder).finish()
    }
    #expect(try await explain("normalization=rn").contains("waits, because no workers are connected"))
    let worker = try Command(
      ["worker", "--connect", endpoint, "--access", "out/access/local.access", "--slots", "1"], in: sweep.folder)
    try await coordinator.finish()
    try await worker.finish()
    let text = try await explain("normalization=rn", "seed=1")
    #expect(text.contains("done, after ") && text.contains("attempt 1 on ") && text.contains("finished"))
  }
}
