import Coordination
import Plans
import Testing
import Trials

@Suite struct CoordinatorMachineTests {
  private let plan = toyPlan(cells: 3, seeds: 2)
  private let first = Route([1])
  private let second = Route([2])

  private func machine(
    records: [TrialIdentifier: TrialRecord] = [:], limits: AttemptLimits = AttemptLimits()
  ) -> CoordinatorMachine {
    var plan = plan
    plan.limits = limits
    return toyMachine(plan, records: records)
  }

  private func attempt(_ place: Int, _ number: Int = 1) -> Attempt {
    Attempt(journal: toyJournal, trial: plan.trials[place].identifier, number: number)
  }

  @Test func trialsAreLeasedInThePlansOrderOneAWorkerInTurnAsManyAsThereAreSlots() {
    var machine = machine()
    machine.receive(toyHello("a", slots: 2), from: first, now: .zero)
    machine.receive(toyHello("b"), from: second, now: .zero)
    let effects = machine.takeEffects(now: .zero)
    #expect(effects.leased(to: first) == [attempt(0), attempt(2)])
    #expect(effects.leased(to: second) == [attempt(1)])
    #expect(machine.counts == TrialCounts(planned: 6, waiting: 3, leased: 3, done: 0, failed: 0))
  }

  @Test func aTrialThatWaitsAgainComesBeforeLaterOnesButAfterThemOnTheHostWhereItFailed() {
    for (cause, next) in [(FailureCause.drained, attempt(0, 2)), (.crashed, attempt(2))] {
      var machine = machine()
      machine.receive(toyHello("a", slots: 2), from: first, now: .zero)
      _ = machine.takeEffects(now: .zero)
      machine.receive(.ended(attempt(0), cause: cause, message: "boom"), from: first, now: .seconds(6))
      _ = machine.takeEffects(now: .seconds(6))
      #expect(machine.counts.waiting == (cause == .drained ? 4 : 5))
      let later = machine.takeEffects(now: .seconds(7)).leased(to: first)
      #expect(cause == .drained ? later.isEmpty : later == [next])
      if cause == .drained { #expect(machine.counts.leased == 2) }
    }
  }

  @Test func anExpelledWorkersTrialsGoToOthersWithoutACharge() {
    var machine = machine()
    machine.receive(toyHello("a", slots: 6), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    #expect(machine.counts.waiting == 0)
    machine.expel(first, reason: "its key was revoked", now: .zero)
    let effects = machine.takeEffects(now: .zero)
    #expect(effects.messages(to: first) == [.refused(reason: "its key was revoked")])
    #expect(machine.isQuiet && machine.counts.waiting == 6)
    machine.receive(.heartbeat([]), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).messages(to: first) == [.reregister])
    machine.receive(toyHello("b"), from: second, now: .seconds(5))
    #expect(machine.takeEffects(now: .seconds(5)).leased(to: second) == [attempt(0, 2)])
  }

  @Test func shortTrialsAreLeasedOneAheadWhileThereAreEnoughOfThemLongOnesNever() throws {
    for (seconds, expected) in [(0.1, 2), (10, 1)] {
      var machine = machine()
      machine.receive(toyHello("a"), from: first, now: .zero)
      _ = machine.takeEffects(now: .zero)
      let result = try toyResult(of: attempt(0).trial)
      machine.receive(.result(FinishedAttempt(attempt(0), result, seconds: seconds)), from: first, now: .zero)
      #expect(machine.takeEffects(now: .zero).leased(to: first).count == expected)
    }
  }

  @Test func aResultIsAcceptedOnceRepeatedItIsAcknowledgedAgainAndNothingIsWritten() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    let message = WorkerMessage.result(FinishedAttempt(attempt(0), try toyResult(of: attempt(0).trial), seconds: 60))
    machine.receive(message, from: first, now: .zero)
    let accepted = machine.takeEffects(now: .zero)
    #expect(accepted.entries.count == 2, "accepted, and the next lease")
    machine.receive(message, from: first, now: .zero)
    let repeated = machine.takeEffects(now: .zero)
    #expect(repeated.entries.isEmpty)
    #expect(repeated.messages(to: first) == [.acknowledged(attempt(0))])
  }

  @Test func aLateResultOfAnOldAttemptIsEvidenceAndOneThatDiffersIsReportedLoudly() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.tick(now: .seconds(11))
    machine.receive(toyHello("b"), from: second, now: .seconds(11))
    #expect(machine.takeEffects(now: .seconds(11)).leased(to: second) == [attempt(0, 2)])
    let trial = attempt(0).trial
    machine.receive(
      .result(FinishedAttempt(attempt(0, 2), try toyResult(of: trial), seconds: 1)), from: second, now: .seconds(12))
    machine.receive(toyHello("a", slots: 0), from: first, now: .seconds(12))
    _ = machine.takeEffects(now: .seconds(12))
    machine.receive(
      .result(FinishedAttempt(attempt(0), try toyResult(of: trial, shift: 1), seconds: 1)), from: first,
      now: .seconds(12))
    let effects = machine.takeEffects(now: .seconds(12))
    guard case .duplicate(let late, _, agrees: false)? = effects.entries.first, late.finished.attempt == attempt(0)
    else {
      return #expect(Bool(false), "\(effects.entries)")
    }
    #expect(effects.notices.contains { $0.severity == .error })
    #expect(machine.disagreements == 1)
    #expect(effects.messages(to: first) == [.acknowledged(attempt(0))])
  }

  @Test func theResultOfAWorkerThatWasThoughtLostIsAcceptedWhileNobodyElseHasItsTrial() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.tick(now: .seconds(11))
    #expect(machine.counts.waiting == 6)
    let result = WorkerMessage.result(FinishedAttempt(attempt(0), try toyResult(of: attempt(0).trial), seconds: 1))
    machine.receive(result, from: first, now: .seconds(12))
    #expect(machine.takeEffects(now: .seconds(12)).messages(to: first) == [.reregister])
    machine.receive(toyHello("a", slots: 0, holding: [HeldAttempt(attempt(0), .ended)]), from: first, now: .seconds(12))
    machine.receive(result, from: first, now: .seconds(12))
    #expect(machine.counts.done == 1)
  }

  @Test func aWorkerThatComesBackWithItsRunningTrialGoesOnWithItUnlessSomebodyElseHasIt() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.tick(now: .seconds(11))
    let running = [HeldAttempt(attempt(0), .running(nil))]
    machine.receive(toyHello("a", holding: running), from: second, now: .seconds(12))
    let effects = machine.takeEffects(now: .seconds(12))
    #expect(effects.leased(to: second).isEmpty)
    #expect(machine.counts.leased == 1)

    machine.tick(now: .seconds(30))
    machine.receive(toyHello("b"), from: first, now: .seconds(30))
    #expect(machine.takeEffects(now: .seconds(30)).leased(to: first) == [attempt(0, 2)])
    machine.receive(toyHello("a", holding: running), from: second, now: .seconds(31))
    #expect(machine.takeEffects(now: .seconds(31)).messages(to: second).contains(.cancel(attempt(0))))
  }

  @Test func aLostAttemptGoesOnWithTheWorkerThatHadItAndWithNoOther() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.tick(now: .seconds(11))
    let claim = [HeldAttempt(attempt(0), .running(nil))]
    machine.receive(toyHello("b", holding: claim), from: second, now: .seconds(12))
    let effects = machine.takeEffects(now: .seconds(12))
    #expect(effects.messages(to: second).contains(.cancel(attempt(0))))
    #expect(effects.leased(to: second) == [attempt(0, 2)])
  }

  @Test func afterARestartAWorkerKeepsWhatTheJournalSaysItHasWithinTheGraceForReconnecting() {
    let worker = WorkerIdentifier("a")!
    let record = TrialRecord(state: .leased, lastAttempt: 4, holders: [4: worker], lastHost: "host")
    let records = [attempt(1).trial: record]
    var machine = machine(records: records)
    machine.tick(now: .milliseconds(4_900))
    #expect(machine.counts.leased == 1, "the grace is the time to reconnect and two heartbeats")
    machine.receive(
      toyHello("a", holding: [HeldAttempt(attempt(1, 4), .running(nil))]), from: first, now: .milliseconds(4_900))
    let effects = machine.takeEffects(now: .milliseconds(4_900))
    #expect(effects.messages(to: first).count == 1, "a welcome, and no lease beside what it has")
    machine.tick(now: .seconds(16))
    #expect(machine.counts.leased == 0)

    var other = self.machine(records: records)
    other.tick(now: .seconds(5))
    #expect(other.counts.leased == 0, "a dead worker's trials are free soon, however often the coordinator restarts")
  }

  @Test func aLeaseThatNeverArrivedIsSentAgainUnderTheSameNumber() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.heartbeat([]), from: first, now: .seconds(1))
    #expect(machine.takeEffects(now: .seconds(1)).messages(to: first) == [.heartbeat])
    machine.receive(.heartbeat([]), from: first, now: .seconds(4))
    let effects = machine.takeEffects(now: .seconds(4))
    #expect(effects.leased(to: first) == [attempt(0)])
    #expect(effects.entries.isEmpty)
  }

  @Test func eachCauseHasItsOwnBudgetAndWhatADrainedWorkerGivesBackIsNeverCharged() throws {
    var machine = machine(limits: AttemptLimits(crashes: 2))
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    // The host is sound: what fails there is the trial's fault.
    let result = try toyResult(of: attempt(0).trial)
    machine.receive(.result(FinishedAttempt(attempt(0), result, seconds: 60)), from: first, now: .zero)
    var now = Duration.zero
    for number in 1...5 {
      _ = machine.takeEffects(now: now)
      now += .seconds(6)
      machine.receive(.ended(attempt(1, number), cause: .drained, message: ""), from: first, now: now)
    }
    _ = machine.takeEffects(now: now)
    machine.receive(.ended(attempt(1, 6), cause: .crashed, message: "boom"), from: first, now: now)
    #expect(machine.counts.failed == 0)
    var given: [JournalEntry] = []
    for _ in 0..<8 where machine.counts.failed == 0 {
      now += .seconds(60)
      let leases = machine.takeEffects(now: now).leased(to: first)
      for lease in leases where lease.trial != attempt(1).trial {
        machine.receive(
          .result(FinishedAttempt(lease, try toyResult(of: lease.trial), seconds: 60)), from: first, now: now)
      }
      for lease in leases where lease.trial == attempt(1).trial {
        machine.receive(.ended(lease, cause: .crashed, message: "boom"), from: first, now: now)
        given = machine.takeEffects(now: now).entries
      }
    }
    #expect(machine.counts.failed == 1)
    #expect(given.contains { if case .gaveUp(attempt(1).trial, "boom") = $0 { true } else { false } })
    #expect(machine.snapshot(now: now).lastFailures.map(\.cause) == [.crashed, .crashed])
  }

  @Test func aWorkerOfAnotherVersionIsRefusedWithBothVersionsNamed() {
    var machine = machine()
    machine.receive(toyHello("a", version: "0"), from: first, now: .zero)
    let effects = machine.takeEffects(now: .zero)
    guard case .refused(let reason)? = effects.messages(to: first).first else {
      return #expect(Bool(false), "\(effects.messages)")
    }
    #expect(reason.contains("regnorm 1") && reason.contains("0"))
    #expect(effects.entries.isEmpty && machine.isQuiet)
  }

  @Test func aWorkerBeyondTheLimitIsRefusedWithWhatToDoThoseThatAreThereMayComeBack() {
    var configuration = CoordinatorConfiguration(version: "1")
    configuration.workerLimit = 1
    var machine = toyMachine(plan, configuration: configuration)
    machine.receive(toyHello("a"), from: first, now: .zero)
    machine.receive(toyHello("b"), from: second, now: .zero)
    let effects = machine.takeEffects(now: .zero)
    guard case .refused(let reason)? = effects.messages(to: second).first else {
      return #expect(Bool(false), "\(effects.messages)")
    }
    #expect(reason.contains("ulimit"))
    machine.receive(toyHello("a"), from: second, now: .zero)
    #expect(machine.takeEffects(now: .zero).messages(to: second).count == 1, "a welcome")
  }

  @Test func aDrainingWorkerIsLeasedNothingAndAStoppingCoordinatorLeasesNothingButTakesResults() throws {
    var machine = machine()
    machine.receive(toyHello("a", slots: 0), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: first).isEmpty)
    machine.receive(toyHello("b"), from: second, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.stop(.interrupted)
    #expect(machine.takeEffects(now: .zero).messages(to: second) == [.stop(.interrupted)])
    let result = try toyResult(of: attempt(0).trial)
    machine.receive(.result(FinishedAttempt(attempt(0), result, seconds: 1)), from: second, now: .zero)
    let effects = machine.takeEffects(now: .zero)
    #expect(effects.messages(to: second) == [.acknowledged(attempt(0))])
    #expect(machine.counts.done == 1)
    for route in [first, second] { machine.receive(.goodbye, from: route, now: .zero) }
    #expect(machine.isQuiet)
  }
}
