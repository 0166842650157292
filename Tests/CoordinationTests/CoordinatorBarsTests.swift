import Coordination
import Testing
import Trials

@Suite("A coordinator's cost")
struct CoordinatorBarsTests {
  private static let plan = toyPlan(cells: 1_000, seeds: 100)

  @Test("Going on from the journal of 100,000 trials takes less than two seconds, in a debug build too")
  func restart() {
    let records = Dictionary(
      uniqueKeysWithValues: Self.plan.trials.enumerated().map { index, trial in
        (trial.identifier, TrialRecord(state: index.isMultiple(of: 2) ? .done : .waiting, lastAttempt: 1))
      })
    let duration = ContinuousClock().measure {
      let machine = CoordinatorMachine(
        plan: Self.plan, journal: toyJournal, records: records, configuration: CoordinatorConfiguration(version: "1"),
        now: .zero)
      #expect(machine.counts.done == 50_000)
    }
    print("restart with 100,000 trials: \(duration)")
    #expect(duration < .seconds(2))
  }

  @Test("Leasing and accepting a trial among 1,000 workers takes less than a millisecond, in a debug build too")
  func scheduling() throws {
    var machine = CoordinatorMachine(
      plan: Self.plan, journal: toyJournal, records: [:], configuration: CoordinatorConfiguration(version: "1"),
      now: .zero)
    let routes = (0..<1_000).map { Route(Array(String($0).utf8)) }
    for (index, route) in routes.enumerated() {
      let worker = WorkerIntroduction(
        identifier: WorkerIdentifier("worker-\(index)")!, slots: 1, provenance: toyProvenance, holding: [])
      machine.receive(.hello(worker), from: route, now: .zero)
    }
    var leases = leases(in: machine.takeEffects(now: .zero))
    let result = try TrialResult(.finished(["value": 1])).encoded()
    var accepted = 0
    let duration = ContinuousClock().measure {
      while accepted < 3_000, !leases.isEmpty {
        let (route, attempt) = leases.removeFirst()
        machine.receive(.result(FinishedAttempt(attempt, result, seconds: 60)), from: route, now: .seconds(1))
        leases += self.leases(in: machine.takeEffects(now: .seconds(1)))
        accepted += 1
      }
    }
    print("a trial among 1,000 workers: \(duration / accepted)")
    #expect(machine.counts.done == 3_000)
    #expect(duration / accepted < .milliseconds(1))
  }

  private func leases(in effects: CoordinatorMachine.Effects) -> [(Route, Attempt)] {
    effects.messages.compactMap { route, message in
      if case .lease(let attempt, _) = message { (route, attempt) } else { nil }
    }
  }
}
