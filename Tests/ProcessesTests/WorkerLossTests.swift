import Coordination
import Foundation
import Results
import Testing
import ToyTask

/// Workers that die, freeze or leave, with real processes: promises P4 and P12.
@Suite struct WorkerLossTests {
  @Test func P4_aKilledWorkersTrialsRunElsewhereAfterTheTimeoutAndItsSlotsDieWithIt() async throws {
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

  @Test func P4_aStoppedWorkersTrialsRunElsewhereWhenItGoesOnItsLateResultIsNotCounted() async throws {
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

  @Test func P4_aDeadLocalWorkersTrialsWaitAtOnceAndNotForTheTimeout() async throws {
    let setting = try ToySetting([.hold], seeds: 2, timeout: 3_000_000)
    let coordinator = try setting.coordinator(localWorkers: 1)
    try await setting.waitUntilHeld(1)
    kill(try #require(coordinator.children.first), SIGKILL)
    try await eventually("the trial is booked as lost") {
      try setting.attempts().joined().contains { $0.cause == .workerLost }
    }
    let lost = try #require(try setting.attempts().joined().first { $0.cause == .workerLost })
    #expect(lost.message?.contains("SIGKILL") == true)
    try setting.release()
    #expect(try await coordinator.status() == 0)
    try setting.expectEveryTrialDone()
  }

  /// The signals of people, of service managers and of batch systems.
  @Test(arguments: [
    (SIGTERM, FailureCause.drained), (SIGHUP, .drained), (SIGUSR1, .preempted), (SIGUSR2, .preempted),
  ])
  func P12_aWorkerThatIsAskedToStopGivesItsTrialsBackUnchargedAndExitsWith0(signal: Int32, cause: FailureCause)
    async throws
  {
    let setting = try ToySetting([.hold], seeds: 4)
    let coordinator = try setting.coordinator()
    let drained = try setting.worker(slots: 2)
    try await setting.waitUntilHeld(2)
    drained.send(signal)
    #expect(try await drained.status() == 0)
    #expect(setting.counts()?.waiting == 4)
    #expect(try setting.attempts().joined().map(\.cause) == [cause, cause])
    try setting.release()
    let other = try setting.worker(slots: 2)
    try await setting.expectSuccess(of: coordinator, other)
    try setting.expectEveryTrialDone()
  }

  @Test func aWorkerWhoseTimeOnItsHostEndsLeavesByItselfAndWasLeasedNothingThatCouldNotEnd() async throws {
    let setting = try ToySetting(seeds: 1)
    let coordinator = try setting.coordinator()
    let brief = try setting.worker(stay: 2)
    #expect(try await brief.status() == 0)
    #expect(brief.text.contains("this worker's time on the host ends"))
    #expect(try setting.executions() == 0, "nobody knows how long the trial takes")
    try await setting.expectSuccess(of: setting.worker(stay: 600), coordinator)
    try setting.expectEveryTrialDoneOnce()
  }
}
