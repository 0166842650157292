import Plans
import Testing
import Trials

@testable import Coordination

extension CoordinatorMachine {
  /// How many leases each worker has.
  var leaseCounts: [(WorkerIdentifier, Int)] { members.values.map { ($0.identifier, $0.leases.count) } }
}

/// Coordinator and workers together, over a bad network.
@Suite struct MachinesTogetherTests {
  private static let plan = {
    var plan = toyPlan(cells: 4, seeds: 3)
    plan.limits = AttemptLimits(crashes: 1_000, outOfMemory: 1_000, losses: 1_000)
    return plan
  }()
  private static let results: [TrialIdentifier: [UInt8]] = Dictionary(
    uniqueKeysWithValues: plan.trials.map { ($0.identifier, (try? toyResult(of: $0.identifier)) ?? []) })

  private func configuration() -> CoordinatorConfiguration {
    CoordinatorConfiguration(
      timing: LinkTiming(leaseTimeout: .milliseconds(1_000)), version: "1")
  }

  /// Faults for a while, then a healed network; answers the fleet when its sweep is complete.
  private func run(seed: UInt64, faults: SimulatedFleet.Faults, for milliseconds: Int) throws -> SimulatedFleet {
    var fleet = SimulatedFleet(
      plan: Self.plan, results: Self.results, workers: 1 + Int(seed % 3), slots: 1 + Int(seed / 3 % 2),
      configuration: configuration(), faults: faults, seed: seed)
    while fleet.now < milliseconds, !fleet.isComplete { try fleet.step() }
    fleet.faults = SimulatedFleet.Faults()
    while !fleet.isComplete {
      try fleet.step()
      guard fleet.now < milliseconds + 30_000 else {
        throw SimulatedFleet.Violation(
          description: "seed \(seed): not complete 30 s after the network healed: \(fleet.machine.counts)")
      }
    }
    return fleet
  }

  private func expectEveryTrialDoneOnce(_ fleet: SimulatedFleet, seed: UInt64) {
    #expect(fleet.machine.counts.done == Self.plan.trials.count, "seed \(seed)")
    #expect(fleet.journal.accepted.count == Self.plan.trials.count, "seed \(seed)")
    #expect(fleet.machine.disagreements == 0, "seed \(seed)")
    for (attempt, digest) in fleet.journal.accepted {
      #expect(fleet.journal.all[attempt.trial]?.resultDigest == digest, "seed \(seed)")
    }
  }

  @Test func onASoundNetworkEveryTrialIsExecutedExactlyOnce() throws {
    for seed in 0..<UInt64(20) {
      let fleet = try run(seed: seed, faults: SimulatedFleet.Faults(), for: 0)
      expectEveryTrialDoneOnce(fleet, seed: seed)
      #expect(fleet.executions.values.allSatisfy { $0 == 1 }, "seed \(seed)")
    }
  }

  @Test func P3_messagesLostRepeatedAndReorderedExactlyOneResultATrialIsAccepted() throws {
    for seed in 0..<UInt64(1_000) {
      let faults = SimulatedFleet.Faults(loss: 0.2, repetition: 0.2, delay: 400, crash: 0.1)
      expectEveryTrialDoneOnce(try run(seed: seed, faults: faults, for: 4_000), seed: seed)
    }
  }

  @Test func P3_eitherSideDiesDrainsAndFreezesAtAnyMomentNothingAcknowledgedIsLost() throws {
    var late = 0
    for seed in 0..<UInt64(1_000) {
      let faults = SimulatedFleet.Faults(
        loss: 0.05, repetition: 0.1, delay: 100, coordinatorDeath: 0.06, workerDeath: 0.02, workerDrain: 0.01,
        freeze: 0.05, crash: 0.1)
      let fleet = try run(seed: seed, faults: faults, for: 6_000)
      expectEveryTrialDoneOnce(fleet, seed: seed)
      late += fleet.journal.evidence.count
    }
    #expect(late > 20, "too few late results to show that they are fenced")
  }

  @Test func aCoordinatorThatDiesAndReturnsOnASoundNetworkCostsNoExecution() throws {
    for seed in 0..<UInt64(200) {
      let fleet = try run(seed: seed, faults: SimulatedFleet.Faults(coordinatorDeath: 0.1), for: 4_000)
      expectEveryTrialDoneOnce(fleet, seed: seed)
      #expect(fleet.executions.values.allSatisfy { $0 == 1 }, "seed \(seed)")
    }
  }
}
