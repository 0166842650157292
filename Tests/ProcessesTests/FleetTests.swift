import Coordination
import CoordinatorHost
import Digests
import Foundation
import Messaging
import Plans
import Results
import Testing
import ToyTask
import Trials

/// Whole sweeps by real processes.
@Suite struct FleetTests {
  @Test func twoWorkersCompleteASweepEachTrialExecutedOnceAndEverybodyExitsWith0() async throws {
    // A long timeout, so that no worker is declared lost on a busy machine.
    let setting = try ToySetting([.hold], seeds: 24, timeout: 10_000)
    let workers = [try setting.worker(), try setting.worker(slots: 2)]
    let coordinator = try setting.coordinator()
    // A worker that starts after the sweep is over would wait for another sweep.
    try await setting.waitUntilHeld(3)
    try setting.release()
    #expect(try await coordinator.status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
    #expect(try setting.store().sweep(failures: 0).origins.reduce(0) { $0 + $1.results } == 24)
  }

  @Test func aSlotThatIsKilledCostsOneAttemptAndItsWorkerGoesOn() async throws {
    let setting = try ToySetting([.hold], seeds: 4)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    kill(try #require(worker.children.first), SIGKILL)
    try setting.release()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDone()
    let lost = try setting.attempts().joined().filter { $0.cause == .crashed }
    #expect(lost.count == 1)
    #expect(lost.first?.message?.contains("SIGKILL") == true)
  }

  @Test func aResultThatNeitherSideCouldFinishDeliveringIsDeliveredByTheHostsNextWorker() async throws {
    let setting = try ToySetting([.hold], seeds: 1)
    try await setting.leaveAResultInTheSpool()
    let successor = try setting.worker()
    try await setting.expectSuccess(of: setting.coordinator(), successor)
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func P8_aTrialThatAbortsItsProcessIsGivenUpAfterThreeAttemptsOneThatThrowsAfterOneOthersGoOn() async throws {
    let setting = try ToySetting([.finish, .abort, .fail, .abortOnce], seeds: 2, milliseconds: 10)
    let coordinator = try setting.coordinator(localWorkers: 2)
    #expect(try await coordinator.status() == 3)
    let counts = try #require(setting.counts())
    #expect(counts == TrialCounts(planned: 8, waiting: 0, leased: 0, done: 4, failed: 4))
    let attempts = try setting.attempts()
    // More attempts if a failure may have been the host's fault, because nothing had succeeded there before.
    for trial in [1, 5] { #expect(attempts[trial].count >= 3) }
    for trial in [0, 4] { #expect(attempts[trial].count == 1) }
    let lines = try #require(attempts[1][0].message).split(separator: "\n")
    #expect(lines[0].contains("SIGABRT"))
    #expect(lines.last == "this toy aborts", "the log's last line is kept")
    #expect(attempts[2][0].message == "this toy fails")
    // The same command runs these trials again, and no others.
    #expect(try await setting.coordinator(localWorkers: 2).status() == 3)
    #expect(
      try setting.attempts().indices.map { try setting.attempts()[$0].count > attempts[$0].count } == [
        false, true, true, false, false, true, true, false,
      ])
  }

  @Test func P8_aTrialThatEatsMemoryIsGivenUpAndTheOthersGoOn() async throws {
    let setting = try ToySetting([.finish, .eat], seeds: 2, milliseconds: 10)
    #expect(try await setting.coordinator(localWorkers: 2).status() == 3)
    #expect(setting.counts() == TrialCounts(planned: 4, waiting: 0, leased: 0, done: 2, failed: 2))
  }

  @Test func localWorkersAreReplacedWhenTheyDieAndDieWithTheirCoordinator() async throws {
    let setting = try ToySetting([.hold], seeds: 2)
    let coordinator = try setting.coordinator(localWorkers: 2)
    try await setting.waitUntilHeld(2)
    let workers = coordinator.children
    kill(try #require(workers.first), SIGKILL)
    try await eventually("the dead worker is replaced") {
      coordinator.children.count == 2 && !coordinator.children.contains(workers[0])
    }
    let descendants = coordinator.children
    try await coordinator.killNow()
    try await eventually("nobody is left") { !descendants.contains(where: isRunning) }
  }

  @Test func rubbishStrangersAndQuestionsDoNotDisturbACoordinator() async throws {
    let setting = try ToySetting(seeds: 8, milliseconds: 100)
    let coordinator = try setting.coordinator()
    let dealer = try DealerSocket(in: try MessageContext())
    try dealer.connect(to: setting.address, as: nil)
    var poller = Poller()
    _ = poller.add(dealer.socket)
    let attempt = Attempt(journal: .random(), trial: setting.plan.trials[0].identifier, number: 1)
    try await eventually("the stranger is connected") {
      guard case .queued = try dealer.send(WorkerMessage.heartbeat([]).frame) else { return false }
      return true
    }
    // An unknown worker is asked to introduce itself, whatever it sends.
    #expect(try poller.wait(.seconds(5)) == [true])
    #expect(try dealer.receive() == CoordinatorMessage.reregister.frame)
    for round in 0..<50 {
      let rubbish = (0..<40).map { UInt8(truncatingIfNeeded: ((round * 40 + $0) &* 0x9E37_79B9) >> 13) }
      _ = try dealer.send(rubbish)
      let finished = FinishedAttempt(attempt: attempt, result: rubbish, digest: SHA256.hash(rubbish), seconds: 1)
      _ = try dealer.send(Array(WorkerMessage.result(finished).frame.dropLast()))
    }
    // A worker of another version is refused and told why.
    let provenance = Provenance(
      host: "", processor: "", system: "", version: "other", build: SHA256.hash([]), kernels: "")
    let hello = WorkerIntroduction(
      identifier: WorkerIdentifier("stranger")!, slots: 1, provenance: provenance, holding: [])
    _ = try dealer.send(WorkerMessage.hello(hello).frame)
    #expect(try poller.wait(.seconds(5)) == [true])
    guard case .refused(let reason) = try CoordinatorMessage(frame: try #require(try dealer.receive())) else {
      return #expect(Bool(false), "a worker of another version was not refused")
    }
    #expect(reason.contains("other") && reason.contains("toy"))
    #expect(try StatusQuery(to: setting.address, access: nil).ask().counts.planned == 8)
    let worker = try setting.worker()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDone()
  }

  @Test func aQuestionToNobodyIsAClearErrorInTheTimeThatWasGranted() async throws {
    let setting = try ToySetting(seeds: 1, milliseconds: 1)
    let query = StatusQuery(to: setting.address, access: nil, attempts: 2, patience: .milliseconds(100))
    let error = #expect(throws: StatusQuery.NoAnswer.self) { try query.ask() }
    #expect(error?.description.contains(setting.address.endpoint) == true)
  }
}
