import Coordination
import Foundation
import Plans
import Results
import Testing
import ToyTask
import Trials

@testable import WorkerHost

/// A trial's checkpoint on its way from one host to the next, between real processes.
@Suite struct CheckpointTests {
  /// The toy trial stops half-way, its checkpoint is durable, and it is released after the disturbance.
  private let setting: ToySetting

  /// The lease timeout is long, because a lost worker on a busy machine would change the counts of steps.
  init() throws { setting = try ToySetting([.pause], seeds: 1, timeout: 15_000) }

  private var trial: TrialIdentifier { setting.plan.trials[0].identifier }
  private var folder: URL { URL(filePath: setting.results).appending(path: "checkpoints") }

  /// The names of the files in the checkpoint folder.
  private func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// The number of executed steps of all attempts.
  private func steps() throws -> Int {
    try Data(contentsOf: setting.directory.appending(path: "steps-\(trial)")).count
  }

  /// Waits until the coordinator has the checkpoint after five steps.
  private func waitForTheCheckpoint() async throws {
    try await eventually("the half trial is durable at the coordinator", within: 60) {
      guard let bytes = try? Data(contentsOf: folder.appending(path: "\(trial).json")) else { return false }
      return try JSONDecoder().decode(CheckpointOffer.self, from: bytes).step == 5
    }
  }

  @Test func theTrialOfAKilledWorkerGoesOnElsewhereWhereItWasAndEndsInTheSameResult() async throws {
    let coordinator = try setting.coordinator()
    let victim = try setting.worker()
    try await waitForTheCheckpoint()
    try await victim.killNow()
    try setting.release()
    let survivor = try setting.worker()
    try await setting.expectSuccess(of: coordinator, survivor)
    try setting.expectEveryTrialDone()
    #expect(try steps() == 10, "five steps there and five here")
    #expect(survivor.text.contains("goes on from its checkpoint at step 5"))
    #expect(names().isEmpty, "with the trial its checkpoint ends: \(names())")
  }

  @Test func aDrainedWorkerLeavesALastStateBehind() async throws {
    let coordinator = try setting.coordinator()
    let drained = try setting.worker()
    try await eventually("the trial is half-way") { (try? steps()) == 5 }
    drained.send(SIGTERM)
    #expect(try await drained.status() == 0)
    try await waitForTheCheckpoint()
    try await eventually("the attempt is booked as drained, not \((try? setting.attempts()) ?? []); \(drained.text)") {
      try setting.attempts().joined().map(\.cause) == [.drained]
    }
    try setting.release()
    let other = try setting.worker()
    try await setting.expectSuccess(of: coordinator, other)
    #expect(try steps() == 10)
  }

  @Test func theLocalWorkerOfACoordinatorThatIsStoppedLeavesALastStateBehind() async throws {
    let first = try setting.coordinator(localWorkers: 1)
    try await eventually("the trial is half-way") { (try? steps()) == 5 }
    first.send(SIGTERM)
    #expect(try await first.status() == 128 + SIGTERM)
    try await waitForTheCheckpoint()
    try setting.release()
    try await setting.expectSuccess(of: setting.coordinator(localWorkers: 1))
    try setting.expectEveryTrialDone()
    #expect(try steps() == 10, "five steps before the stop and five after it")
  }

  @Test func aCheckpointOutlivesItsCoordinator() async throws {
    let first = try setting.coordinator()
    let victim = try setting.worker()
    try await waitForTheCheckpoint()
    try await first.killNow()
    try await victim.killNow()
    try setting.release()
    try Data().write(to: folder.appending(path: "half-written.part"))
    let second = try setting.coordinator()
    try await setting.expectSuccess(of: second, setting.worker())
    #expect(try steps() == 10)
    #expect(names().isEmpty)
  }

  @Test func aCheckpointThatIsDamagedOnTheDiskIsNotUsedAndTheTrialStartsAgain() async throws {
    let coordinator = try setting.coordinator()
    let victim = try setting.worker()
    try await waitForTheCheckpoint()
    try await victim.killNow()
    let name = try #require(names().first { !$0.hasSuffix(".json") && !$0.hasSuffix(".part") })
    var bytes = try Data(contentsOf: folder.appending(path: name))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: folder.appending(path: name))
    try setting.release()
    let survivor = try setting.worker()
    try await setting.expectSuccess(of: coordinator, survivor)
    try setting.expectEveryTrialDone()
    #expect(try steps() == 15, "five steps there and all ten here")
    #expect(survivor.text.contains("a checkpoint is damaged"))
  }

  @Test func aCheckpointOfAnotherBuildIsNotUsed() async throws {
    let first = try setting.coordinator()
    let victim = try setting.worker()
    try await waitForTheCheckpoint()
    try await first.killNow()
    try await victim.killNow()
    let path = folder.appending(path: "\(trial).json")
    let offer = try JSONDecoder().decode(CheckpointOffer.self, from: Data(contentsOf: path))
    let foreign = CheckpointOffer(
      attempt: offer.attempt, step: offer.step, file: offer.file, byteCount: offer.byteCount, build: offer.file)
    try JSONEncoder().encode(foreign).write(to: path)
    try setting.release()
    let survivor = try setting.worker()
    try await setting.expectSuccess(of: setting.coordinator(), survivor)
    #expect(try steps() == 15)
    #expect(survivor.text.contains("written by another build"))
  }
}

@Suite struct SlotProcessTests {
  @Test func aTrialWhoseChunksTakeNoTimeMakesNoChunkWithoutBound() {
    var steps = 1
    for _ in 0..<200 { steps = SlotProcess.steps(after: steps, took: .zero) }
    #expect(steps == 1_000_000_000)
    #expect(SlotProcess.steps(after: steps, took: .seconds(1_000_000)) == 150)
  }
}

@Suite struct CheckpointPaceTests {
  @Test(arguments: [0.001, 0.05, 0.2, 2, 30])
  func writingStatesTakesLessThanTwoHundredthsOfATrainingWhateverOneTakes(cost: Double) {
    var pace = CheckpointPace(interval: .seconds(30))
    var (now, spent) = (0.0, 0.0)
    // A training of ten days with at least a hundred checkpoints.
    while now < 864_000 {
      now += 0.15
      guard pace.isDue(at: .seconds(now)) else { continue }
      pace.note(from: .seconds(now), to: .seconds(now + cost))
      now += cost
      spent += cost
    }
    #expect(spent > 0)
    #expect(spent / now < 0.02)
  }

  @Test func aStateThatIsQuicklyWrittenIsWrittenAtTheInterval() {
    var pace = CheckpointPace(interval: .seconds(30))
    #expect(!pace.isDue(at: .seconds(29)))
    #expect(pace.isDue(at: .seconds(30)))
    pace.note(from: .seconds(30), to: .seconds(30.1))
    #expect(!pace.isDue(at: .seconds(60)))
    #expect(pace.isDue(at: .seconds(60.1)))
  }
}
