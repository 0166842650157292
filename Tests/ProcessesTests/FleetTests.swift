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

/// Real processes.
@Suite struct FleetTests {
  @Test func twoWorkersCompleteASweepEachTrialExecutedOnceAndEverybodyExitsWith0() async throws {
    // Nobody may be taken for lost because the machine is busy.
    let setting = try ToySetting([.hold], seeds: 24, timeout: 10_000)
    let workers = [try setting.worker(), try setting.worker(slots: 2)]
    let coordinator = try setting.coordinator()
    // A worker that starts when the sweep is over already would wait for another.
    try await setting.waitUntilHeld(3)
    try setting.release()
    #expect(try await coordinator.status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
    #expect(try setting.store().sweep(failures: 0).origins.reduce(0) { $0 + $1.results } == 24)
  }

  @Test func theSameCommandAgainRunsNothing() async throws {
    let setting = try ToySetting(seeds: 3, milliseconds: 1, timeout: 10_000)
    #expect(try await setting.coordinator(localWorkers: 1).status() == 0)
    #expect(try await setting.coordinator().status() == 0)
    #expect(try setting.attempts().allSatisfy { $0.count == 1 })
  }

  @Test func aKilledWorkersTrialsRunElsewhereAfterTheTimeoutAndItsSlotsDieWithIt() async throws {
    let setting = try ToySetting([.hold], seeds: 6)
    let coordinator = try setting.coordinator()
    let victim = try setting.worker(slots: 2)
    try await setting.waitUntilHeld(2)
    let slots = victim.children
    #expect(slots.count == 2)
    let survivor = try setting.worker(slots: 2)
    try await victim.killNow()
    try await eventually("the victim's trials are booked as lost") {
      try setting.attempts().joined().filter { $0.cause == .workerLost }.count == 2
    }
    try await eventually("the victim's slots are gone") { !slots.contains(where: isRunning) }
    try setting.release()
    try await setting.expectSuccess(of: coordinator, survivor)
    try setting.expectEveryTrialDone()
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

  @Test func aStoppedWorkersTrialsRunElsewhereWhenItGoesOnItsLateResultIsNotCounted() async throws {
    let setting = try ToySetting([.hold], seeds: 2)
    let coordinator = try setting.coordinator()
    let frozen = try setting.worker()
    try await setting.waitUntilHeld(1)
    frozen.send(SIGSTOP)
    let other = try setting.worker()
    try await eventually("the frozen worker's trial is booked as lost") {
      try setting.attempts().joined().contains { $0.cause == .workerLost }
    }
    try setting.release()
    try await setting.waitUntil("the trials are done elsewhere") { $0.done >= 1 }
    frozen.send(SIGCONT)
    try await setting.expectSuccess(of: coordinator, other)
    try setting.expectEveryTrialDone()
  }

  @Test func aCoordinatorKilledForLongerThanTheTimeoutCostsNoTrialAndNoExecution() async throws {
    let setting = try ToySetting([.finish, .hold], seeds: 3)
    let first = try setting.coordinator()
    let workers = [try setting.worker(), try setting.worker()]
    try await setting.waitUntilHeld(2)
    try await first.killNow()
    for worker in workers {
      try await eventually("the worker notices the silence") { worker.text.contains("silent") }
    }
    try setting.release()
    let second = try setting.coordinator()
    #expect(try await second.status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func aResultThatNeitherSideCouldFinishDeliveringIsDeliveredByTheHostsNextWorker() async throws {
    let setting = try ToySetting([.hold], seeds: 1)
    try await setting.leaveAResultInTheSpool()
    let successor = try setting.worker()
    try await setting.expectSuccess(of: setting.coordinator(), successor)
    try setting.expectEveryTrialDoneOnce()
  }

  /// The signals of people, of service managers and of batch systems.
  @Test(arguments: [SIGTERM, SIGHUP, SIGUSR1, SIGUSR2])
  func aWorkerThatIsAskedToStopGivesItsTrialsBackUnchargedAndExitsWith0(signal: Int32) async throws {
    // Nobody may be taken for lost because the machine is busy.
    let setting = try ToySetting([.hold], seeds: 4, timeout: 10_000)
    let coordinator = try setting.coordinator()
    let drained = try setting.worker(slots: 2)
    try await setting.waitUntilHeld(2)
    drained.send(signal)
    #expect(try await drained.status() == 0)
    #expect(setting.counts()?.waiting == 4)
    #expect(try setting.attempts().joined().map(\.cause) == [.drained, .drained])
    try setting.release()
    let other = try setting.worker(slots: 2)
    try await setting.expectSuccess(of: coordinator, other)
    try setting.expectEveryTrialDone()
  }

  @Test func aCoordinatorThatIsAskedToStopSendsItsWorkersAwayExitsWith143AndGoesOnWhenRunAgain() async throws {
    let setting = try ToySetting([.finish, .hold], seeds: 2, timeout: 10_000)
    let first = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    first.send(SIGTERM)
    #expect(try await first.status() == 143)
    #expect(try await worker.status() == 0)
    #expect(setting.counts() == TrialCounts(planned: 4, waiting: 3, leased: 0, done: 1, failed: 0))
    try setting.release()
    #expect(try await setting.coordinator(localWorkers: 2).status() == 0)
    try setting.expectEveryTrialDone()
    let attempts = try setting.attempts().joined()
    #expect(attempts.filter { $0.cause != nil }.allSatisfy { $0.cause == .drained })
  }

  @Test func aTrialThatAbortsItsProcessIsGivenUpAfterThreeAttemptsOneThatThrowsAfterOneOthersGoOn() async throws {
    let setting = try ToySetting([.finish, .abort, .fail, .abortOnce], seeds: 2, milliseconds: 10)
    let coordinator = try setting.coordinator(localWorkers: 2)
    #expect(try await coordinator.status() == 3)
    let counts = try #require(setting.counts())
    #expect(counts == TrialCounts(planned: 8, waiting: 0, leased: 0, done: 4, failed: 4))
    let attempts = try setting.attempts()
    // More where a failure may have been the host's fault, because nothing had succeeded there before.
    for trial in [1, 5] { #expect(attempts[trial].count >= 3) }
    for trial in [0, 4] { #expect(attempts[trial].count == 1) }
    #expect(attempts[1][0].message?.contains("SIGABRT") == true)
    #expect(attempts[2][0].message == "this toy fails")
    // The same command tries them again, and only them.
    #expect(try await setting.coordinator(localWorkers: 2).status() == 3)
    #expect(
      try setting.attempts().indices.map { try setting.attempts()[$0].count > attempts[$0].count } == [
        false, true, true, false, false, true, true, false,
      ])
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
    try dealer.socket.connect(setting.endpoint)
    var poller = Poller()
    _ = poller.add(dealer.socket)
    let attempt = Attempt(journal: .random(), trial: setting.plan.trials[0].identifier, number: 1)
    try await eventually("the stranger is connected") {
      guard case .queued = try dealer.send(WorkerMessage.heartbeat([]).frame) else { return false }
      return true
    }
    // An unknown worker is asked to introduce itself, whatever it says.
    #expect(try poller.wait(.seconds(5)) == [true])
    #expect(try dealer.receive() == CoordinatorMessage.reregister.frame)
    for round in 0..<50 {
      let rubbish = (0..<40).map { UInt8(truncatingIfNeeded: ((round * 40 + $0) &* 0x9E37_79B9) >> 13) }
      _ = try dealer.send(rubbish)
      let finished = FinishedAttempt(attempt: attempt, result: rubbish, digest: SHA256.hash(rubbish), seconds: 1)
      _ = try dealer.send(Array(WorkerMessage.result(finished).frame.dropLast()))
    }
    // One of another version is refused and told why.
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
    #expect(try StatusQuery(endpoint: setting.endpoint).ask().counts.planned == 8)
    let worker = try setting.worker()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDone()
  }

  @Test func aQuestionToNobodyIsAClearErrorInTheTimeThatWasGranted() async throws {
    let setting = try ToySetting(seeds: 1, milliseconds: 1)
    let query = StatusQuery(endpoint: setting.endpoint, attempts: 2, patience: .milliseconds(100))
    let error = #expect(throws: StatusQuery.NoAnswer.self) { try query.ask() }
    #expect(error?.description.contains(setting.endpoint) == true)
  }
}
