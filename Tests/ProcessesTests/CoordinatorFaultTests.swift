import Coordination
import Foundation
import Messaging
import Testing
import ToyTask
import Trials

/// Faults of the coordinator and its port, with real processes.
@Suite struct CoordinatorFaultTests {
  @Test func aCoordinatorThatWasFrozenForLongerThanTheTimeoutCostsNoExecution() async throws {
    let setting = try ToySetting([.hold], seeds: 3)
    let coordinator = try setting.coordinator()
    let workers = [try setting.worker(), try setting.worker(slots: 2)]
    try await setting.waitUntilHeld(3)
    coordinator.send(SIGSTOP)
    try setting.release()
    try await Task.sleep(for: .milliseconds(3_500))
    coordinator.send(SIGCONT)
    #expect(try await coordinator.status() == 0)
    for worker in workers { #expect(try await worker.status() == 0) }
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func resultsThatWereRemovedWhileAWorkerTrainsAreRunAgainByTheSameWorker() async throws {
    let setting = try ToySetting([.finish, .hold], seeds: 1)
    let first = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    try await first.killNow()
    try FileManager.default.removeItem(atPath: setting.results)
    try setting.release()
    try await setting.expectSuccess(of: setting.coordinator(), worker)
    try setting.expectEveryTrialDone()
  }

  @Test func anotherSweepsCoordinatorAtThePortTakesNoResultThatIsNotItsOwnTheFirstOneGetsItLater() async throws {
    let setting = try ToySetting([.hold], seeds: 1)
    try await setting.leaveAResultInTheSpool()
    let spooled = setting.spooled()
    let other = try setting.coordinator(results: setting.directory.appending(path: "other").path)
    try await setting.expectSuccess(of: setting.worker(), other)
    #expect(setting.spooled() == spooled, "the other coordinator did not lease it")
    let last = try setting.worker()
    try await setting.expectSuccess(of: setting.coordinator(), last)
    try setting.expectEveryTrialDoneOnce()
    #expect(setting.spooled().isEmpty)
  }

  @Test func P11_atTheLimitOfDescriptorsTheCoordinatorServesTheWorkersThatItHasAndDoesNotSpin() async throws {
    let setting = try ToySetting([.hold], seeds: 2, timeout: 5_000, port: .tcp)
    let coordinator = try setting.coordinator(descriptors: 128)
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    let halfOpen = try (0..<200).map { _ in try HalfOpenConnection(to: setting.port) }
    try await eventually("the coordinator says that its descriptors are used up") {
      coordinator.text.contains("no descriptors for further connections")
    }
    let before = coordinator.processorSeconds
    try await Task.sleep(for: .seconds(2))
    #expect(coordinator.processorSeconds - before < 1)
    try setting.release()
    try await setting.expectSuccess(of: worker, coordinator)
    withExtendedLifetime(halfOpen) {}
    #expect(try setting.attempts().allSatisfy { $0.count == 1 })
  }
}
