import Coordination
import Foundation
import Results
import Testing
import ToyTask

/// The same command again, and a plan that grows: promise P6.
@Suite struct ExtensionTests {
  @Test func P6_theSameCommandAgainRunsNothing() async throws {
    let setting = try ToySetting(seeds: 3, milliseconds: 1, timeout: 10_000)
    #expect(try await setting.coordinator(localWorkers: 1).status() == 0)
    #expect(try await setting.coordinator().status() == 0)
    #expect(try setting.attempts().allSatisfy { $0.count == 1 })
  }

  @Test func P6_aSweepThatRunsTakesOneMoreSeedAndOneMoreCellWithoutStoppingAndRunsNothingTwice() async throws {
    let setting = try ToySetting([.hold], seeds: 2, timeout: 10_000)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    let grown = try setting.grown(to: [.finish, .hold], seeds: 3)
    #expect(try await grown.coordinator().status() == 0)
    #expect(setting.counts()?.planned == 6)
    try setting.release()
    try await setting.expectSuccess(of: coordinator, worker)
    try grown.expectEveryTrialDoneOnce()
    #expect(try setting.executions() == 6)
  }

  @Test func aRunningSweepDoesNotTakeAPlanThatLacksTrialsOfIts() async throws {
    let setting = try ToySetting([.hold], seeds: 2, timeout: 10_000)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    try await setting.waitUntilHeld(1)
    let other = try setting.grown(to: [.hold], seeds: 1).coordinator()
    #expect(try await other.status() != 0)
    #expect(other.text.contains("1 of 2 trials of the running sweep are not in the new plan"))
    try setting.release()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDoneOnce()
  }
}
