import Plans
import Testing
import Trials

@testable import Coordination

/// Workers that know when their host is taken from them.
@Suite struct StayTests {
  private let plan = toyPlan(cells: 2, seeds: 3)
  private let brief = Route([1])
  private let long = Route([2])

  /// A machine that knows that trials of the first cell take 10 seconds and those of the second 40.
  private func machine() throws -> CoordinatorMachine {
    var records: [TrialIdentifier: TrialRecord] = [:]
    for trial in plan.trials where trial.specification.seed == plan.seeds[0] {
      records[trial.identifier] = TrialRecord(
        state: .done, lastAttempt: 1, lastHost: toyProvenance.host, seconds: trial.cell == CellIndex(0) ? 10 : 40)
    }
    return toyMachine(plan, records: records)
  }

  private func cells(_ attempts: [Attempt]) -> [CellIndex] {
    attempts.compactMap { attempt in plan.trials.first { $0.identifier == attempt.trial }?.cell }
  }

  @Test func aWorkerThatStaysForAMinuteGetsEveryTrialBecauseATrialReachesACheckpoint() throws {
    var machine = try machine()
    machine.receive(toyHello("a", slots: 4, stay: .seconds(60)), from: brief, now: .zero)
    #expect(Set(cells(machine.takeEffects(now: .zero).leased(to: brief))) == [CellIndex(0), CellIndex(1)])
  }

  @Test func aWorkerThatLeavesSoonGetsOnlyTrialsThatEndBefore() throws {
    var machine = try machine()
    machine.receive(toyHello("a", slots: 4, stay: .seconds(20)), from: brief, now: .zero)
    #expect(cells(machine.takeEffects(now: .zero).leased(to: brief)) == [CellIndex(0), CellIndex(0)])
  }

  @Test func theStayGetsShorterWithTime() throws {
    var machine = try machine()
    machine.receive(toyHello("a", slots: 0, stay: .seconds(100)), from: brief, now: .zero)
    machine.receive(toyHello("a", slots: 4, stay: .seconds(12)), from: brief, now: .seconds(88))
    #expect(machine.takeEffects(now: .seconds(88)).leased(to: brief) == [], "12 seconds are less than 1.3 × 10")
  }

  @Test func aTrialOfUnknownLengthIsNotLeasedToAWorkerThatLeavesSoon() {
    var machine = toyMachine(plan)
    machine.receive(toyHello("a", stay: .seconds(30)), from: brief, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: brief) == [])
    machine.receive(toyHello("b"), from: long, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: long).count == 1)
  }

  @Test func thatEveryWorkerLeavesTooSoonIsSaidOnceAndInTheSnapshot() {
    var machine = toyMachine(plan)
    machine.receive(toyHello("a", stay: .seconds(30)), from: brief, now: .zero)
    func told(_ now: Duration) -> Int {
      machine.tick(now: now)
      return machine.takeEffects(now: now).notices.count { $0 == .staysTooShort(waiting: 6) }
    }
    #expect(told(.zero) == 1)
    #expect(told(.seconds(1)) == 0)
    let snapshot = machine.snapshot(now: .seconds(1))
    #expect(snapshot.waitsForLongerStays == true)
    #expect(snapshot.workers.first?.secondsToStay == 29)
    machine.receive(toyHello("b"), from: long, now: .seconds(1))
    _ = machine.takeEffects(now: .seconds(1))
    #expect(machine.snapshot(now: .seconds(1)).waitsForLongerStays == true, "the only free slot is still too brief")
  }

  @Test func aWorkerSaysHowLongItStaysAndLeavesThen() {
    var worker = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance,
      patience: WorkerMachine.Patience(stay: .seconds(100)), now: .seconds(10))
    func stays(_ effects: [WorkerMachine.Effect]) -> [Duration?] {
      effects.compactMap { if case .send(.hello(let introduction)) = $0 { introduction.stay } else { nil } }
    }
    #expect(stays(worker.takeEffects()) == [.seconds(100)])
    worker.receive(.reregister, now: .seconds(40))
    #expect(stays(worker.takeEffects()) == [.seconds(70)])
    #expect(!worker.mustLeave(now: .seconds(109)))
    #expect(worker.mustLeave(now: .seconds(110)))
  }
}
