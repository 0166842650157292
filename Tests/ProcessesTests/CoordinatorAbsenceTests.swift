import Coordination
import Foundation
import Results
import Testing
import ToyTask

/// A coordinator that is away, on purpose or not, with real processes: promise P5.
@Suite struct CoordinatorAbsenceTests {
  @Test func P5_aCoordinatorKilledForLongerThanTheTimeoutCostsNoTrialAndNoExecution() async throws {
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
    #expect(try setting.executions() == 6)
  }

  /// The signals of Ctrl-C and of service managers.
  @Test(arguments: [SIGINT, SIGTERM])
  func P5_aCoordinatorThatIsAskedToStopLeavesItsWorkersWhoTrainOnAndTheNextOneRunsNothingTwice(
    signal: Int32
  ) async throws {
    let setting = try ToySetting([.hold], seeds: 4)
    let first = try setting.coordinator()
    let workers = [try setting.worker(), try setting.worker()]
    try await setting.waitUntilHeld(2)
    first.send(signal)
    #expect(try await first.status() == 128 + signal)
    #expect(setting.counts() == TrialCounts(planned: 4, waiting: 2, leased: 2, done: 0, failed: 0))
    for worker in workers {
      try await eventually("the worker notices the silence") { worker.text.contains("silent") }
    }
    try setting.release()
    try await eventually("both results wait for a coordinator") { setting.spooled().count == 2 }
    let second = try setting.coordinator()
    #expect(try await second.status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
    #expect(try setting.executions() == 4)
  }

  @Test func aStoppedCoordinatorsLocalWorkersGiveTheirTrialsBackUnchargedAndEnd() async throws {
    let setting = try ToySetting([.hold], seeds: 3)
    let coordinator = try setting.coordinator(localWorkers: 2)
    try await setting.waitUntilHeld(2)
    let workers = coordinator.children
    coordinator.send(SIGTERM)
    #expect(try await coordinator.status() == 128 + SIGTERM)
    try await eventually("nobody is left") { !workers.contains(where: isRunning) }
    #expect(setting.counts() == TrialCounts(planned: 3, waiting: 3, leased: 0, done: 0, failed: 0))
    #expect(try setting.attempts().joined().allSatisfy { $0.cause == .drained })
  }

  @Test func anOrderSendsTheWorkersAwayAndEndsTheSweepWhoseCommandGoesOnLater() async throws {
    let setting = try ToySetting([.hold], seeds: 2)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    #expect(try await setting.dismissal().status() == 0)
    #expect(try await coordinator.status() == 8)
    #expect(try await worker.status() == 0)
    #expect(setting.counts()?.waiting == 2)
    try setting.release()
    #expect(try await setting.coordinator(localWorkers: 1).status() == 0)
    try setting.expectEveryTrialDone()
  }

  @Test func whereNoCoordinatorRunsADismissalStandsInForItTakesResultsAndSendsTheWorkersAway() async throws {
    let setting = try ToySetting([.hold], seeds: 2)
    let coordinator = try setting.coordinator()
    let workers = [try setting.worker(), try setting.worker()]
    try await setting.waitUntilHeld(2)
    coordinator.send(SIGINT)
    #expect(try await coordinator.status() == 128 + SIGINT)
    try setting.release()
    try await eventually("both results wait for a coordinator") { setting.spooled().count == 2 }
    #expect(try await setting.dismissal().status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func aWorkerTriesTheAddressesOfItsCoordinatorInTurn() async throws {
    let setting = try ToySetting(seeds: 2)
    let worker = try setting.worker(before: ["ipc://\(setting.directory.path)/nobody"])
    let coordinator = try setting.coordinator()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func aHostNameThatNobodyKnowsIsToldApartFromSilence() async throws {
    let setting = try ToySetting(seeds: 1)
    let worker = try setting.worker(before: ["tcp://no-such-host.invalid:5555"])
    try await eventually("the worker says that the name is unknown") {
      worker.text.contains("does not know the name no-such-host.invalid")
    }
    let coordinator = try setting.coordinator()
    try await setting.expectSuccess(of: coordinator, worker)
  }
}
