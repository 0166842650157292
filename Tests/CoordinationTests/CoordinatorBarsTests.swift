import Coordination
import Glibc
import Plans
import Testing
import Trials

/// What a coordinator's work costs in wall-clock time, as a release build has it.
@Suite(.enabled(if: isRelease, "bars of time hold in release: run Tests/coordinator-bars"))
struct CoordinatorBarsTests {
  private static let plan = toyPlan(cells: 1_000, seeds: 100)

  @Test func goingOnFromAJournalOf100000TrialsTakesLessThanTwoSecondsOfAProcessor() {
    let records = Dictionary(
      uniqueKeysWithValues: Self.plan.trials.enumerated().map { index, trial in
        (trial.identifier, TrialRecord(state: index.isMultiple(of: 2) ? .done : .waiting, lastAttempt: 1))
      })
    let duration = processorTime {
      let machine = toyMachine(Self.plan, records: records)
      #expect(machine.counts.done == 50_000)
    }
    print("restart with 100,000 trials: \(duration)")
    #expect(duration < .seconds(2))
  }

  @Test func leasingAndAcceptingATrialAmong1000WorkersTakesLessThanAMillisecondOfAProcessor() throws {
    var machine = toyMachine(Self.plan)
    let routes = (0..<1_000).map { Route(Array(String($0).utf8)) }
    for (index, route) in routes.enumerated() {
      machine.receive(toyHello("worker-\(index)"), from: route, now: .zero)
    }
    var leases = leases(in: machine.takeEffects(now: .zero))
    let result = try TrialResult(.finished(["value": 1])).encoded()
    var accepted = 0
    let duration = processorTime {
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

  private func leases(in effects: CoordinatorEffects) -> [(Route, Attempt)] {
    effects.messages.compactMap { route, message in
      if case .lease(let attempt, _) = message { (route, attempt) } else { nil }
    }
  }

  /// The time that this thread had a processor during `body`, which a busy machine does not change.
  private func processorTime(_ body: () -> Void) -> Duration {
    func now() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    body()
    return now() - start
  }
}

#if DEBUG
  private let isRelease = false
#else
  private let isRelease = true
#endif
