import Coordination
import Plans
import TestSupport
import Testing
import Trials

/// The coordinator's machine among faulty and foreign peers.
@Suite struct CoordinatorFaultTests {
  private let plan = toyPlan(cells: 20, seeds: 2)
  private let first = Route([1])
  private let second = Route([2])

  private func machine(
    limits: AttemptLimits = AttemptLimits(losses: 2), endsWhenHopeless: Bool = false
  ) -> CoordinatorMachine {
    var plan = plan
    plan.limits = limits
    return toyMachine(
      plan, configuration: CoordinatorConfiguration(version: "1", endsWhenHopeless: endsWhenHopeless))
  }

  private func attempt(_ place: Int, _ number: Int = 1, journal: JournalIdentifier = toyJournal) -> Attempt {
    Attempt(journal: journal, trial: plan.trials[place].identifier, number: number)
  }

  private func finished(_ attempt: Attempt) throws -> FinishedAttempt {
    FinishedAttempt(attempt, try toyResult(of: attempt.trial), seconds: 60)
  }

  @Test func aResultOfAnotherJournalsAttemptOrOfOneThatWasNeverLeasedIsNotAcknowledgedAndChangesNothing() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    let other = JournalIdentifier("ffffffffffffffffffffffffffffffff")!
    for foreign in [attempt(0, journal: other), attempt(0, 9), attempt(4)] {
      machine.receive(.result(try finished(foreign)), from: first, now: .zero)
      let effects = machine.takeEffects(now: .zero)
      #expect(effects.messages(to: first) == [.unknown(foreign)])
      #expect(effects.entries.isEmpty)
      machine.receive(.ended(foreign, cause: .failed, message: "no"), from: first, now: .zero)
      #expect(machine.takeEffects(now: .zero).messages(to: first) == [.unknown(foreign)])
    }
    machine.receive(.heartbeat([HeldAttempt(attempt(0, journal: other), .running(nil))]), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).messages(to: first) == [.heartbeat], "it is that journal's to cancel")
  }

  @Test func aResultCountsOnlyFromTheWorkerThatHeldTheAttemptAStrangersIsNeitherKeptNorAcknowledged() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(toyHello("b", host: "elsewhere"), from: second, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.result(try finished(attempt(0))), from: second, now: .zero)
    machine.receive(.result(FinishedAttempt(attempt(0), [1])), from: second, now: .zero)
    machine.receive(.ended(attempt(0), cause: .failed, message: "forged"), from: second, now: .zero)
    let effects = machine.takeEffects(now: .zero)
    #expect(effects.entries.isEmpty)
    #expect(machine.counts.done == 0 && machine.counts.failed == 0)
    machine.receive(.result(try finished(attempt(0))), from: first, now: .zero)
    #expect(machine.counts.done == 1)
  }

  @Test func aWorkerPresentsWhatAGoneWorkerOfItsHostComputedAndNobodyPresentsWhatALivingOneHolds() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(toyHello("b"), from: second, now: .zero)
    let inherited = WorkerMessage.inherited(try finished(attempt(0)), from: WorkerIdentifier("a")!)
    machine.receive(inherited, from: second, now: .zero)
    #expect(machine.counts.done == 0, "a is connected")
    machine.receive(toyHello("b"), from: second, now: .seconds(9))
    machine.tick(now: .seconds(11))
    machine.receive(inherited, from: second, now: .seconds(11))
    #expect(machine.counts.done == 1)
    let entries = machine.takeEffects(now: .seconds(11)).entries
    #expect(entries.contains { if case .accepted(_, by: WorkerIdentifier("a")!) = $0 { true } else { false } })
  }

  @Test func aTrialThatWasGivenUpAndThenGetsAValidResultOfItsCurrentAttemptIsDone() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.result(try finished(attempt(0))), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.ended(attempt(1), cause: .failed, message: "no"), from: first, now: .zero)
    #expect(machine.counts.failed == 1)
    machine.receive(.result(try finished(attempt(1))), from: first, now: .zero)
    #expect(machine.counts.failed == 0 && machine.counts.done == 2)
  }

  @Test func aResultThatWasDamagedOnItsWayRunsAgainAndIsNotCharged() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    let whole = try finished(attempt(0))
    let damaged = FinishedAttempt(
      attempt: whole.attempt, result: whole.result.dropLast() + [0], digest: whole.digest, seconds: 1)
    machine.receive(.result(damaged), from: first, now: .zero)
    #expect(machine.counts.failed == 0 && machine.counts.done == 0)
    #expect(machine.takeEffects(now: .seconds(1)).leased(to: first) == [attempt(0, 2)])
  }

  @Test func whatCannotBeAResultIsNoEvidenceAgainstTheOneThatWasAccepted() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.ended(attempt(0), cause: .drained, message: ""), from: first, now: .seconds(6))
    #expect(machine.takeEffects(now: .seconds(6)).leased(to: first) == [attempt(0, 2)])
    machine.receive(.result(try finished(attempt(0, 2))), from: first, now: .seconds(6))
    _ = machine.takeEffects(now: .seconds(6))
    for late in [attempt(0), attempt(0, 2)] {
      machine.receive(.result(FinishedAttempt(late, Array("{}".utf8))), from: first, now: .seconds(6))
      #expect(machine.takeEffects(now: .seconds(6)).entries.isEmpty)
    }
    #expect(machine.disagreements == 0)
  }

  @Test func aMetricThatIsNotThePlansIsNoResult() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    let result = try TrialResult(.finished(["value": 1, "valu\u{0}e": 2])).encoded()
    machine.receive(.result(FinishedAttempt(attempt(0), result)), from: first, now: .zero)
    #expect(machine.counts.done == 0)
  }

  @Test func aWorkerThatAnswersHeartbeatsAndNeverTakesItsLeaseLosesItAndOthersGetTheTrial() {
    var machine = machine()
    machine.receive(toyHello("a", host: "deaf"), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: first) == [attempt(0)])
    machine.receive(toyHello("b"), from: second, now: .seconds(1))
    _ = machine.takeEffects(now: .seconds(1))
    var now = Duration.zero
    var causes: [FailureCause] = []
    while causes.isEmpty, now < .seconds(60) {
      now += .seconds(1)
      for route in [first, second] { machine.receive(.heartbeat([]), from: route, now: now) }
      machine.receive(
        .heartbeat([HeldAttempt(attempt(1), .running(nil))]), from: second, now: now)
      for entry in machine.takeEffects(now: now).entries {
        if case .ended(attempt(0), let cause, _, false) = entry { causes.append(cause) }
      }
    }
    #expect(causes == [.undelivered])
    #expect(machine.counts.failed == 0)
  }

  @Test func twoWorkersOfOneNameTheOneWhoseConnectionWasReplacedIsRefusedTheOtherStays() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    machine.receive(toyHello("a"), from: second, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(toyHello("a"), from: first, now: .zero)
    guard case .refused(let reason)? = machine.takeEffects(now: .zero).messages(to: first).first else {
      return #expect(Bool(false), "both are welcome")
    }
    #expect(reason.contains("two workers"))
    machine.receive(.heartbeat([]), from: second, now: .zero)
    #expect(machine.takeEffects(now: .zero).messages(to: second) == [.heartbeat])
    machine.receive(toyHello("c"), from: second, now: .zero)
    guard case .refused? = machine.takeEffects(now: .zero).messages(to: second).first else {
      return #expect(Bool(false), "one connection is two workers")
    }
  }

  @Test func aFlakyLinkChargesNothingWhileTheWorkerComesBackWithItsTrial() throws {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    var now = Duration.zero
    for silence in 1...10 {
      now += .seconds(11)
      machine.tick(now: now)
      let running = [HeldAttempt(attempt(0), .running(TrialProgress(step: silence, totalSteps: 20)))]
      machine.receive(toyHello("a", holding: running), from: Route([UInt8(10 + silence)]), now: now)
      _ = machine.takeEffects(now: now)
    }
    machine.receive(.result(try finished(attempt(0))), from: Route([20]), now: now)
    #expect(machine.counts.done == 1 && machine.counts.failed == 0)
  }

  @Test func aJournalThatIsOlderThanWhatItsWorkerRemembersLeasesOnUnderNumbersThatTheWorkerDoesNotKnow() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(.declined(attempt(0), concluded: 7), from: first, now: .zero)
    #expect(machine.takeEffects(now: .seconds(1)).leased(to: first) == [attempt(0, 8)])
    machine.receive(.declined(attempt(1), concluded: 7), from: first, now: .seconds(1))
    #expect(machine.counts.leased == 1, "what was not leased cannot be declined")
    machine.receive(.declined(attempt(0, 8), concluded: 1 << 31), from: first, now: .seconds(1))
    #expect(machine.counts.leased == 1, "nobody remembers so much; numbers must not run out")
  }

  @Test func aHostOnWhichEveryTrialCrashesAtOnceCostsNoTrialWhileASoundOneBesideItWorks() throws {
    var machine = machine()
    machine.receive(toyHello("hole", host: "hole", slots: 4), from: first, now: .zero)
    machine.receive(toyHello("good", host: "good"), from: second, now: .zero)
    var now = Duration.zero
    var attemptsOnHole = 0
    while !machine.isComplete, now < .seconds(600) {
      let effects = machine.takeEffects(now: now)
      for attempt in effects.leased(to: first) {
        attemptsOnHole += 1
        machine.receive(.ended(attempt, cause: .failed, message: "no such library"), from: first, now: now)
      }
      for attempt in effects.leased(to: second) {
        machine.receive(.result(try finished(attempt)), from: second, now: now)
      }
      for route in [first, second] { machine.receive(.heartbeat([]), from: route, now: now) }
      machine.tick(now: now)
      now += .milliseconds(100)
    }
    #expect(machine.counts.done == plan.trials.count)
    #expect(attemptsOnHole < 12, "it is tried with one trial at a time, after pauses that double")
  }

  @Test func aHostThatTurnsBadWhileItIsAloneCostsOneTrialBeforeOthersCanHelpAndIsSetAsideByName() throws {
    var machine = machine()
    machine.receive(toyHello("a", host: "node7"), from: first, now: .zero)
    var now = Duration.zero
    var attempts = 0
    var isSetAside = false
    while now < .seconds(30) {
      let effects = machine.takeEffects(now: now)
      isSetAside = isSetAside || effects.notices.contains { "\($0)".contains("host node7 is leased nothing") }
      for attempt in effects.leased(to: first) {
        attempts += 1
        if attempts <= 5 {
          machine.receive(.result(try finished(attempt)), from: first, now: now)
        } else {
          machine.receive(.ended(attempt, cause: .failed, message: "disk full"), from: first, now: now)
        }
      }
      machine.receive(.heartbeat([]), from: first, now: now)
      machine.tick(now: now)
      now += .milliseconds(100)
    }
    #expect(machine.counts.done == 5 && machine.counts.failed <= 1)
    #expect(isSetAside)
    #expect(machine.snapshot(now: now).workers.first?.setAside == "disk full")
  }

  @Test func aSnapshotSaysHowLongAWorkerHasBeenSilentOnceHeartbeatsAreMissing() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    func silence(_ seconds: Double) -> Double? {
      machine.snapshot(now: .seconds(seconds)).workers.first?.silentSeconds
    }
    #expect(silence(0) == nil && silence(2.9) == nil && silence(5.2) == 5)
    machine.receive(.heartbeat([]), from: first, now: .seconds(6))
    #expect(silence(6.5) == nil)
  }

  @Test func aWorkerThatGivesBackAtOnceWhatItIsLeasedGetsOneTrialAtATimeAfterPausesThatDouble() {
    var machine = machine()
    machine.receive(toyHello("a", slots: 8), from: first, now: .zero)
    var now = Duration.zero
    var attempts = 0
    while now < .seconds(12) {
      for attempt in machine.takeEffects(now: now).leased(to: first) {
        attempts += 1
        machine.receive(.ended(attempt, cause: .drained, message: ""), from: first, now: now)
      }
      now += .milliseconds(10)
    }
    #expect(attempts < 20)
  }

  @Test func aSweepOnWhichNothingSucceedsEndsWhereNoOtherHostIsExpectedAndGivesUpWhatFailed() {
    var machine = machine(endsWhenHopeless: true)
    machine.receive(toyHello("a", slots: 2), from: first, now: .zero)
    var now = Duration.zero
    while machine.stopping == nil, now < .seconds(600) {
      for attempt in machine.takeEffects(now: now).leased(to: first) {
        machine.receive(.ended(attempt, cause: .failed, message: "no data"), from: first, now: now)
      }
      machine.receive(.heartbeat([]), from: first, now: now)
      machine.tick(now: now)
      now += .milliseconds(100)
    }
    #expect(machine.stopping == .hopeless)
    #expect(now < .seconds(60))
    #expect(machine.counts.failed > 0 && machine.counts.waiting > 0)
  }

  @Test func aCoordinatorThatDidNotRunTakesNobodyForLostBeforeItHasHeardThem() {
    var machine = machine()
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.wasAway(for: .seconds(30))
    machine.tick(now: .seconds(31))
    #expect(machine.counts.leased == 1)
    machine.tick(now: .seconds(41))
    #expect(machine.counts.leased == 0, "who stays silent is lost then")
  }

  @Test func whatACoordinatorWaitsForIsPutOffByTheTimeInWhichItDidNotRun() throws {
    var machine = toyMachine(toyPlan(cells: 4, seeds: 1))
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    // The attempt ends on a host that never gave a result, which therefore pauses for 250 ms from then on.
    machine.receive(.ended(attempt(0), cause: .failed, message: "no data"), from: first, now: .seconds(1))
    machine.wasAway(for: .seconds(30))
    #expect(machine.takeEffects(now: .seconds(31)).leased(to: first) == [])
    let leased = machine.takeEffects(now: .seconds(32)).leased(to: first)
    #expect(leased.count == 1)
    // A lease that was just sent is not sent again because of the absence.
    machine.wasAway(for: .seconds(60))
    machine.receive(.heartbeat([]), from: first, now: .seconds(92))
    #expect(machine.takeEffects(now: .seconds(92)).leased(to: first) == [])
  }

  @Test func aLeaseThatWaitsBehindAStuckTrialGoesToAnIdleWorker() throws {
    var machine = toyMachine(toyPlan(cells: 4, seeds: 1))
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    // A short trial: the next are leased ahead.
    let short = FinishedAttempt(attempt(0), try toyResult(of: attempt(0).trial), seconds: 0.1)
    machine.receive(.result(short), from: first, now: .zero)
    #expect(machine.takeEffects(now: .zero).leased(to: first).count == 2)
    let holding = [HeldAttempt(attempt(1), .running(nil)), HeldAttempt(attempt(2), .queued)]
    machine.receive(.heartbeat(holding), from: first, now: .seconds(6))
    machine.receive(toyHello("b", slots: 2), from: second, now: .seconds(6))
    #expect(machine.takeEffects(now: .seconds(6)).leased(to: second) == [attempt(3)])
    machine.tick(now: .seconds(6))
    let effects = machine.takeEffects(now: .seconds(6))
    #expect(effects.messages(to: first).contains(.cancel(attempt(2))))
    #expect(effects.leased(to: second) == [attempt(2, 2)])
    #expect(machine.counts.failed == 0)
  }

  @Test func aPreemptedAttemptIsChargedToNobodyAndIsNoFailure() {
    var machine = machine(limits: AttemptLimits(crashes: 1, errors: 1, losses: 1))
    machine.receive(toyHello("a"), from: first, now: .zero)
    for number in 1...9 {
      #expect(machine.takeEffects(now: .seconds(10 * number)).leased(to: first) == [attempt(0, number)])
      machine.receive(
        .ended(attempt(0, number), cause: .preempted, message: "SIGUSR2"), from: first, now: .seconds(10 * number + 9))
    }
    #expect(machine.counts.failed == 0)
    #expect(machine.snapshot(now: .seconds(100)).lastFailures.isEmpty)
  }

  @Test func P4_theTrialsOfALocalProcessThatEndedWaitAtOnceThoseOfAnotherHostsProcessOfThatNumberDoNot() {
    var machine = machine()
    machine.receive(toyHello("node-7-01", host: "node"), from: first, now: .zero)
    machine.receive(toyHello("other-7-02", host: "other"), from: second, now: .zero)
    _ = machine.takeEffects(now: .zero)
    #expect(machine.counts.leased == 2)
    machine.processEnded(7, on: "node", ending: "was killed by SIGKILL", now: .zero)
    #expect(machine.counts.leased == 1)
    let ended = machine.takeEffects(now: .zero).entries.compactMap { entry in
      if case .ended(let attempt, .workerLost, let message, _) = entry { (attempt, message) } else { nil }
    }
    #expect(ended.map(\.0) == [attempt(0)])
    #expect(ended.first?.1.contains("SIGKILL") == true)
  }

  @Test func aTrialWithoutProgressIsCalledStalledAndRunsElsewhereWhereALimitWasSet() {
    for limit in [nil, 120.0] {
      var machine = machine(limits: AttemptLimits(stallSeconds: limit))
      machine.receive(toyHello("a"), from: first, now: .zero)
      _ = machine.takeEffects(now: .zero)
      let stuck = [HeldAttempt(attempt(0), .running(TrialProgress(step: 3, totalSteps: 9)))]
      var notices: [CoordinatorNotice] = []
      var causes: [FailureCause] = []
      for second in 1...150 {
        machine.receive(.heartbeat(causes.isEmpty ? stuck : []), from: first, now: .seconds(second))
        machine.tick(now: .seconds(second))
        let effects = machine.takeEffects(now: .seconds(second))
        notices += effects.notices.filter { if case .stalled = $0 { true } else { false } }
        for case .ended(attempt(0), let cause, _, _) in effects.entries { causes.append(cause) }
        if second == 100 {
          let snapshot = machine.snapshot(now: .seconds(second))
          #expect(snapshot.workers[0].running[0].stalledSeconds ?? 0 >= 60)
          #expect(snapshot.secondsRemaining == nil, "nobody knows when a stalled trial ends")
        }
      }
      #expect(notices.count == 1)
      #expect(causes == (limit == nil ? [] : [.stalled]))
    }
  }

  @Test func aTrialOfASilentWorkerIsNotStalledHoweverShortTheLimit() {
    var machine = machine(limits: AttemptLimits(stallSeconds: 1))
    machine.receive(toyHello("a"), from: first, now: .zero)
    _ = machine.takeEffects(now: .zero)
    machine.receive(
      .heartbeat([HeldAttempt(attempt(0), .running(TrialProgress(step: 3, totalSteps: 9)))]), from: first,
      now: .milliseconds(500))
    var causes: [FailureCause] = []
    for second in 1...60 {
      machine.tick(now: .seconds(second))
      for case .ended(attempt(0), let cause, _, _) in machine.takeEffects(now: .seconds(second)).entries {
        causes.append(cause)
      }
    }
    #expect(causes == [.workerLost])
  }

  @Test(arguments: 0..<UInt64(4))
  func whateverNumbersTextsAndAttemptsMessagesHoldTheMachineAndItsDisplaysAnswer(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var machine = machine(limits: AttemptLimits(stallSeconds: 1))
    let numbers = [Int.max, Int.min, 0, 1, -1, 1 << 31]
    let seconds = [0, 1e-300, 1, 1e9, .infinity, .nan, -1, 1e308]
    let texts = ["", "\u{0}", "\u{1b}[2J", "e\u{301}", String(repeating: "x", count: 60_000), "\n"]
    var now = Duration.zero
    for round in 0..<4_000 {
      let place = Int.random(in: 0..<4, using: &generator)
      let attempt = self.attempt(
        place,
        generator.chance(0.7) ? Int.random(in: 1...3, using: &generator) : numbers.randomElement(using: &generator)!)
      let progress = TrialProgress(
        step: numbers.randomElement(using: &generator)!, totalSteps: numbers.randomElement(using: &generator)!,
        lastValue: seconds.randomElement(using: &generator)!)
      let held = HeldAttempt(
        attempt, [.queued, .running(nil), .running(progress), .ended].randomElement(using: &generator)!)
      let result = generator.chance(0.5) ? try toyResult(of: attempt.trial) : [1, 2]
      let finished = FinishedAttempt(attempt, result, seconds: seconds.randomElement(using: &generator)!)
      let name = "w\(Int.random(in: 0..<3, using: &generator))"
      let text = texts.randomElement(using: &generator)!
      let messages: [WorkerMessage] = [
        toyHello(name, host: text, slots: Int.random(in: 0...1024, using: &generator), holding: [held, held]),
        .heartbeat([held]), .result(finished), .inherited(finished, from: WorkerIdentifier("w0")!),
        .ended(attempt, cause: FailureCause.allCases.randomElement(using: &generator)!, message: text),
        .declined(attempt, concluded: Int.random(in: 1...(1 << 31), using: &generator)), .goodbye,
      ]
      machine.receive(
        messages.randomElement(using: &generator)!, from: Route([UInt8.random(in: 0..<4, using: &generator)]), now: now)
      if round.isMultiple(of: 3) { machine.tick(now: now) }
      _ = machine.takeEffects(now: now)
      #expect(machine.counts.addUp)
      _ = machine.snapshot(now: now)
      now += .milliseconds(Int.random(in: 0...2_000, using: &generator))
    }
  }
}
