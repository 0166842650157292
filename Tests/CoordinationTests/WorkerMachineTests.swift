import Coordination
import Digests
import Plans
import Testing
import Trials

@Suite struct WorkerMachineTests {
  private let plan = toyPlan(cells: 3, seeds: 1)

  private func attempt(_ place: Int, _ number: Int = 1) -> Attempt {
    Attempt(journal: toyJournal, trial: plan.trials[place].identifier, number: number)
  }

  private func lease(_ place: Int, _ number: Int = 1) -> CoordinatorMessage {
    .lease(attempt(place, number), plan.trials[place].specification)
  }

  /// A worker with one slot that is ready and welcome.
  private func ready() -> WorkerMachine {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance, now: .zero)
    machine.slotReady(0, now: .zero)
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .zero)
    _ = machine.takeEffects()
    return machine
  }

  private static let finish = SlotEvent.finished(result: [1], digest: SHA256.hash([1]), seconds: 2)

  private func sent(_ effects: [WorkerMachine.Effect]) -> [WorkerMessage] {
    effects.compactMap { if case .send(let message) = $0 { message } else { nil } }
  }

  @Test func saysHelloEverySecondUntilItIsWelcome() {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance, now: .zero)
    #expect(sent(machine.takeEffects()).count == 1)
    machine.tick(now: .milliseconds(500))
    #expect(sent(machine.takeEffects()).isEmpty)
    machine.tick(now: .milliseconds(1_000))
    #expect(sent(machine.takeEffects()).count == 1)
  }

  @Test func saysThatNobodyAnswersAndWhenItLeavesOnceAndAgainAfterTenMinutes() {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance,
      patience: WorkerMachine.Patience(first: .seconds(900)), now: .zero)
    var told: [WorkerMachine.Effect] = []
    for second in 1...800 {
      machine.tick(now: .seconds(second))
      told += machine.takeEffects().filter { if case .note = $0 { true } else { false } }
    }
    #expect(
      told
        == [10, 610].map {
          .note(.unanswered(for: .seconds($0), wasWelcome: false, leavesIn: .seconds(900 - $0)))
        })
  }

  @Test func anAddressAtWhichNobodyAnswersIsFollowedByTheNextAndTheOneThatAnswersIsKept() {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance, now: .zero)
    _ = machine.takeEffects()
    var turns: [Int] = []
    for second in 1...5 {
      machine.tick(now: .seconds(second))
      if machine.takeEffects().contains(.tryNextAddress) { turns.append(second) }
    }
    #expect(turns == [2, 4])
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(5))
    for second in 6...14 {
      machine.receive(.heartbeat, now: .seconds(second))
      machine.tick(now: .seconds(second))
    }
    #expect(!machine.takeEffects().contains(.tryNextAddress))
    for second in 15...27 { machine.tick(now: .seconds(second)) }
    #expect(machine.takeEffects().contains(.tryNextAddress), "its coordinator may be elsewhere by now")
  }

  @Test func aWorkerForWhichThereIsNothingToDoLeavesAfterItsIdleTimeOneThatWaitsForACoordinatorDoesNot() {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance,
      patience: WorkerMachine.Patience(idle: .seconds(60)), now: .zero)
    machine.slotReady(0, now: .zero)
    for second in 1...100 { machine.tick(now: .seconds(second)) }
    #expect(!machine.takeEffects().contains { if case .leave = $0 { true } else { false } }, "nobody welcomed it yet")
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(100))
    machine.receive(lease(0), now: .seconds(150))
    var departures: [WorkerMachine.Effect] = []
    for second in 151...300 {
      if second == 200 {
        machine.slotReported(0, attempt(0), Self.finish, now: .seconds(200))
      }
      if second == 210 { machine.receive(.acknowledged(attempt(0)), now: .seconds(210)) }
      machine.receive(.heartbeat, now: .seconds(second))
      machine.tick(now: .seconds(second))
      departures += machine.takeEffects().filter { if case .leave = $0 { true } else { false } }
    }
    #expect(departures == [.leave(.idle(for: .seconds(60)))])
  }

  @Test func onAHostThatCannotRunATrialItGivesEverythingBackUnchargedAndWithTheReasonAndLeaves() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.receive(lease(1), now: .zero)
    _ = machine.takeEffects()
    machine.slotReported(0, attempt(0), .unfit(message: "no data"), now: .zero)
    let given = sent(machine.takeEffects()).compactMap { message -> Attempt? in
      guard case .ended(let attempt, .drained, let reason) = message, reason.contains("no data") else { return nil }
      return attempt
    }
    #expect(Set(given) == [attempt(0), attempt(1)])
    for place in [0, 1] { machine.receive(.acknowledged(attempt(place)), now: .zero) }
    #expect(machine.takeEffects().last == .leave(.unfit(message: "no data")))
  }

  @Test func runsALeaseAtOnceKeepsOneAheadAndALeaseThatArrivesTwiceRunsOnce() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.receive(lease(1), now: .zero)
    machine.receive(lease(0), now: .zero)
    #expect(
      machine.takeEffects() == [
        .run(slot: 0, attempt(0), plan.trials[0].specification),
        .note(.started(attempt(0), plan.trials[0].specification)),
      ])
    machine.slotReported(0, attempt(0), Self.finish, now: .zero)
    machine.receive(lease(0), now: .zero)
    let effects = machine.takeEffects()
    #expect(effects.contains(.run(slot: 0, attempt(1), plan.trials[1].specification)))
    #expect(effects.contains(.keep(FinishedAttempt(attempt(0), [1], seconds: 2))))
    #expect(sent(effects) == [.result(FinishedAttempt(attempt(0), [1], seconds: 2))])
  }

  @Test func repeatsAResultUntilItIsAcknowledgedAndThenForgetsIt() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.slotReported(0, attempt(0), Self.finish, now: .zero)
    _ = machine.takeEffects()
    machine.receive(.heartbeat, now: .seconds(3))
    machine.tick(now: .seconds(3))
    #expect(sent(machine.takeEffects()).contains(.result(FinishedAttempt(attempt(0), [1], seconds: 2))))
    machine.receive(.acknowledged(attempt(0)), now: .seconds(4))
    #expect(machine.takeEffects() == [.discard(attempt(0))])
    machine.receive(.heartbeat, now: .seconds(9))
    machine.tick(now: .seconds(9))
    #expect(sent(machine.takeEffects()) == [.heartbeat([])])
  }

  @Test func trainsOnWhileTheCoordinatorIsSilentAndPresentsWhatItHoldsWhenItIsBack() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    _ = machine.takeEffects()
    machine.tick(now: .seconds(10))
    let effects = machine.takeEffects()
    #expect(effects.contains(.note(.unanswered(for: .seconds(10), wasWelcome: true, leavesIn: .seconds(3590)))))
    guard case .hello(let introduction)? = sent(effects).last else { return #expect(Bool(false), "no hello") }
    #expect(introduction.holding == [HeldAttempt(attempt(0), .running(nil))])
    machine.slotReported(0, attempt(0), Self.finish, now: .seconds(11))
    #expect(sent(machine.takeEffects()).isEmpty, "nobody would hear it")
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(12))
    #expect(sent(machine.takeEffects()) == [.result(FinishedAttempt(attempt(0), [1], seconds: 2))])
  }

  @Test func aCrashIsReportedAndTheSlotStartedAgainSlotsThatNeverStartEndTheWorker() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    _ = machine.takeEffects()
    machine.slotDied(0, message: "was killed by SIGSEGV", log: "index out of range", now: .zero)
    let effects = machine.takeEffects()
    #expect(
      sent(effects) == [.ended(attempt(0), cause: .crashed, message: "was killed by SIGSEGV\nindex out of range")])
    #expect(effects.contains(.note(.slotDied(0, message: "was killed by SIGSEGV"))))
    #expect(effects.contains(.start(slot: 0)))
    var now = Duration.zero
    var effectsAtLast: [WorkerMachine.Effect] = []
    for _ in 0..<WorkerMachine.startLimit {
      machine.slotDied(0, message: "exited with status 1", now: now)
      effectsAtLast = machine.takeEffects()
      now += .seconds(60)
      machine.receive(.heartbeat, now: now)
      machine.tick(now: now)
    }
    #expect(effectsAtLast.last == .leave(.slotsFail(message: "exited with status 1")))
    #expect(machine.takeEffects().isEmpty, "nothing follows")
  }

  @Test func drainingSaysFirstThatThereAreNoSlotsGivesEverythingBackAndLeavesWhenThatIsAcknowledged() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.receive(lease(1), now: .zero)
    _ = machine.takeEffects()
    machine.drain(now: .zero)
    let messages = sent(machine.takeEffects())
    guard case .hello(let introduction)? = messages.first else { return #expect(Bool(false), "\(messages)") }
    #expect(introduction.slots == 0)
    for place in [0, 1] {
      #expect(messages.contains(.ended(attempt(place), cause: .drained, message: "the worker is leaving")))
      machine.receive(.acknowledged(attempt(place)), now: .zero)
    }
    #expect(machine.takeEffects().suffix(2) == [.send(.goodbye), .leave(.drained)])
  }

  @Test func P12_aWorkerWhoseHostIsTakenAwaySaysThatItsTrialsWerePreempted() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.receive(lease(1), now: .zero)
    _ = machine.takeEffects()
    machine.drain(isPreempted: true, now: .zero)
    let messages = sent(machine.takeEffects())
    for place in [0, 1] {
      #expect(messages.contains(.ended(attempt(place), cause: .preempted, message: "the worker is leaving")))
    }
  }

  @Test func aWorkerThatNobodyAnswersLeavesAfterItsFarewellAndOneThatIsRefusedAtOnce() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.drain(now: .zero)
    _ = machine.takeEffects()
    machine.tick(now: WorkerMachine.farewell)
    #expect(machine.takeEffects().last == .leave(.drained))

    var refused = ready()
    refused.receive(.refused(reason: "no"), now: .zero)
    #expect(refused.takeEffects().last == .leave(.refused(reason: "no")))
  }

  @Test func aCancelledAttemptIsStoppedAndNeverReported() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    _ = machine.takeEffects()
    machine.receive(.cancel(attempt(0)), now: .zero)
    #expect(machine.takeEffects() == [.note(.cancelled(attempt(0))), .kill(slot: 0), .start(slot: 0)])
    machine.tick(now: .seconds(1))
    #expect(sent(machine.takeEffects()) == [.heartbeat([])])
  }

  @Test func aProcessThatRunsAnotherAttemptThanItsOrderIsReplacedAndNoResultOfItIsKept() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    _ = machine.takeEffects()
    machine.slotReported(0, attempt(1), Self.finish, now: .zero)
    let effects = machine.takeEffects()
    #expect(effects.contains(.kill(slot: 0)) && effects.contains(.start(slot: 0)))
    #expect(!effects.contains { if case .keep = $0 { true } else { false } })
    guard case .ended(attempt(0), .crashed, let message)? = sent(effects).first else {
      return #expect(Bool(false), "the ordered attempt did not end")
    }
    #expect(message.contains("ran attempt 1 of trial \(attempt(1).trial.short), which is not its order"))
  }

  @Test func anotherCoordinatorAtTheSameAddressGetsNoResultOfThisOnesAndWhatRanForThisOneIsStopped() {
    let other = JournalIdentifier("ffffffffffffffffffffffffffffffff")!
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.slotReported(0, attempt(0), Self.finish, now: .zero)
    machine.receive(lease(1), now: .zero)
    _ = machine.takeEffects()
    machine.receive(.reregister, now: .zero)
    machine.receive(.welcome(other, LinkTiming()), now: .zero)
    var effects = machine.takeEffects()
    #expect(effects.contains(.kill(slot: 0)))
    #expect(!effects.contains(.discard(attempt(0))))
    #expect(effects.contains(.note(.otherJournal(stopped: 1, kept: 1))))
    machine.tick(now: .seconds(4))
    effects += machine.takeEffects()
    #expect(!sent(effects).contains(.result(FinishedAttempt(attempt(0), [1], seconds: 2))))
    // The coordinator that leased it comes back.
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(5))
    machine.receive(.reregister, now: .seconds(5))
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(5))
    #expect(sent(machine.takeEffects()).contains(.result(FinishedAttempt(attempt(0), [1], seconds: 2))))
  }

  @Test func aResultThatTheCoordinatorDoesNotKnowStaysInTheSpoolAndIsNotPresentedAgain() {
    var machine = ready()
    machine.receive(lease(0), now: .zero)
    machine.slotReported(0, attempt(0), Self.finish, now: .zero)
    _ = machine.takeEffects()
    machine.receive(.unknown(attempt(0)), now: .zero)
    #expect(machine.takeEffects() == [.note(.unknown(attempt(0)))])
    for second in 1...9 {
      machine.receive(.heartbeat, now: .seconds(second))
      machine.tick(now: .seconds(second))
      #expect(sent(machine.takeEffects()) == [.heartbeat([])])
    }
    machine.drain(now: .seconds(9))
    #expect(machine.takeEffects().last == .leave(.drained), "it does not wait for an acknowledgement")
  }

  @Test func aLeaseBelowWhatTheWorkerConcludedIsDeclinedWithTheNumberNotDroppedInSilence() {
    var machine = ready()
    machine.receive(lease(0, 5), now: .zero)
    machine.slotReported(0, attempt(0, 5), Self.finish, now: .zero)
    machine.receive(.acknowledged(attempt(0, 5)), now: .zero)
    _ = machine.takeEffects()
    machine.receive(lease(0, 2), now: .zero)
    #expect(sent(machine.takeEffects()) == [.declined(attempt(0, 2), concluded: 5)])
  }

  @Test func aWorkerThatWasCutOffLeavesWhenItsPatienceIsOverButNeverWhileItTrains() {
    var machine = WorkerMachine(
      identifier: WorkerIdentifier("a")!, slots: 1, provenance: toyProvenance,
      patience: WorkerMachine.Patience(later: .seconds(100)), now: .zero)
    machine.slotReady(0, now: .zero)
    machine.tick(now: .seconds(1_000))
    #expect(!machine.takeEffects().contains { if case .leave = $0 { true } else { false } }, "nobody answered yet")
    machine.receive(.welcome(toyJournal, LinkTiming()), now: .seconds(1_000))
    machine.receive(lease(0), now: .seconds(1_000))
    machine.tick(now: .seconds(1_200))
    #expect(!machine.takeEffects().contains { if case .leave = $0 { true } else { false } }, "it trains")
    machine.slotReported(0, attempt(0), Self.finish, now: .seconds(1_201))
    machine.tick(now: .seconds(1_202))
    #expect(machine.takeEffects().last == .leave(.unanswered(for: .seconds(202))))
  }
}
