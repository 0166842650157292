import Coordination
import Digests
import Plans
import Results
import ResultsTestSupport
import Testing
import Trials

@Suite struct JournalTests {
  private let directory: TemporaryDirectory
  private let store: ResultStore
  private let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2])

  init() throws {
    directory = try TemporaryDirectory()
    store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin])
  }

  private func attempt(_ trial: Int, _ number: Int) -> Attempt {
    Attempt(journal: sampleJournal, trial: plan.trials[trial].identifier, number: number)
  }

  private func record(_ trial: Int) throws -> TrialRecord? {
    try store.records()[plan.trials[trial].identifier]
  }

  private func accepted(_ attempt: Attempt, testError: Double = 1) throws -> JournalEntry {
    .accepted(try VerifiedResult(attempt, sampleResult(testError: testError)), by: sampleWorker)
  }

  /// The record of a trial with one attempt, by `sampleWorker`.
  private func triedOnce(_ state: TrialRecord.State, charged cause: FailureCause? = nil) -> TrialRecord {
    var charges = TrialCharges()
    if let cause { charges.add(cause, host: "node1") }
    return TrialRecord(
      state: state, lastAttempt: 1, holders: [1: sampleWorker], lastHost: "node1", charges: charges)
  }

  @Test func aTrialNeverTriedIsWaiting() throws {
    #expect(try record(0) == TrialRecord())
    #expect(try store.records().count == 4)
  }

  @Test func leaseFailureAndResultAreRemembered() throws {
    try store.append([.leased(attempt(0, 1), to: sampleWorker)])
    #expect(try record(0)?.state == .leased)

    try store.append([.ended(attempt(0, 1), cause: .crashed, message: "signal 9", isCharged: true)])
    #expect(try record(0) == triedOnce(.waiting, charged: .crashed))

    try store.append([.leased(attempt(0, 2), to: sampleWorker), accepted(attempt(0, 2), testError: 7)])
    let done = try #require(try record(0))
    #expect(done.state == .done)
    #expect(done.lastAttempt == 2)
    #expect(done.resultDigest == SHA256.hash(try sampleResult(testError: 7).encoded()))
    #expect(try store.result(of: plan.trials[0].identifier) == sampleResult(testError: 7).encoded())
    #expect(try store.attempts(of: plan.trials[0].identifier).map(\.cause) == [.crashed, nil])
    #expect(try store.audit().problems == [])
  }

  @Test func resultsAreReadAsAcceptedWithTheirPictures() throws {
    var drawn = TrialResult(.finished(["testError": 3]))
    drawn.pictures = [TrialPicture(name: "samples", width: 1, height: 3, channels: 1, pixels: [0, 7, 255])]
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .accepted(try VerifiedResult(attempt(0, 1), drawn), by: sampleWorker),
      .leased(attempt(1, 1), to: sampleWorker), accepted(attempt(1, 1), testError: 4),
    ])
    let results = try store.sweep(failures: 0).results
    #expect(results.count == 2)
    #expect(results[attempt(0, 1).trial]?.pictures == drawn.pictures)
    #expect(results[attempt(1, 1).trial] == sampleResult(testError: 4))
    #expect(try store.metrics().results.values[attempt(0, 1).trial] == ["testError": 3])
    #expect(try store.audit().isSound)
  }

  @Test func everyEntryMayBeRepeated() throws {
    let entries: [JournalEntry] = [
      sampleJoin, .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .workerLost, message: "silent", isCharged: true),
      .gaveUp(attempt(0, 1).trial, message: "lost too often"), .leased(attempt(1, 1), to: sampleWorker),
      try accepted(attempt(1, 1)),
      .duplicate(
        try VerifiedResult(attempt(1, 1), sampleResult(testError: 1)), by: sampleWorker, agrees: true
      ),
    ]
    try store.append(entries)
    let once = try store.records()
    try store.append(entries)
    #expect(try store.records() == once)
    #expect(try store.audit().problems == [])
  }

  @Test func aSecondResultIsRefusedAndTheFirstStays() throws {
    try store.append([.leased(attempt(0, 1), to: sampleWorker), accepted(attempt(0, 1), testError: 1)])
    #expect(throws: JournalConflict.self) { try store.append([accepted(attempt(0, 1), testError: 2)]) }
    #expect(try store.metrics().results.values[plan.trials[0].identifier]?["testError"] == 1)
  }

  @Test func anOutdatedAttemptIsFenced() throws {
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .workerLost, message: "silent", isCharged: true),
      .leased(attempt(0, 2), to: sampleWorker),
    ])
    #expect(throws: JournalConflict.self) { try store.append([accepted(attempt(0, 1))]) }
    #expect(throws: JournalConflict.self) { try store.append([.leased(attempt(0, 3), to: sampleWorker)]) }
    #expect(try record(0)?.state == .leased)
  }

  @Test func theLatestAttemptIsAcceptedEvenIfItsWorkerCountedAsLost() throws {
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .workerLost, message: "silent", isCharged: true),
      .gaveUp(attempt(0, 1).trial, message: "lost too often"),
    ])
    try store.append([accepted(attempt(0, 1))])
    #expect(try record(0)?.state == .done)
    #expect(try record(0)?.charges == TrialCharges())
    #expect(try store.audit().problems == [])
  }

  @Test func anAttemptGoesOnWhenItsLostWorkerComesBack() throws {
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .workerLost, message: "silent", isCharged: true),
      .leased(attempt(0, 1), to: sampleWorker),
    ])
    #expect(try record(0) == triedOnce(.leased))
    #expect(try store.counts().leased == 1)
    try store.append([.ended(attempt(0, 1), cause: .crashed, message: "signal 9", isCharged: true)])
    #expect(try record(0) == triedOnce(.waiting, charged: .crashed))
    #expect(try store.audit().problems == [])
  }

  @Test func aLostAttemptIsChargedOnceALaterOneIsLeased() throws {
    let lost = JournalEntry.ended(attempt(0, 1), cause: .workerLost, message: "silent", isCharged: true)
    try store.append([.leased(attempt(0, 1), to: sampleWorker), lost])
    #expect(try record(0)?.charges.count(.workerLost) == 0)
    try store.append([.leased(attempt(0, 2), to: sampleWorker)])
    #expect(try record(0)?.charges.count(.workerLost) == 1)
  }

  @Test func aFailureThatIsNotTheTrialsFaultIsNotCharged() throws {
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .failed, message: "no data", isCharged: false),
    ])
    #expect(try record(0)?.charges == TrialCharges())
  }

  @Test func everyDatabaseHasAJournalOfItsOwnThatStays() throws {
    let identifier = try store.identifier
    #expect(try ResultStore(readingFrom: store.directory).identifier == identifier)
    let other = try TemporaryDirectory()
    #expect(try ResultStore(writingTo: other.path).identifier != identifier)
  }

  @Test func entriesOfOneCallAreRecordedTogetherOrNotAtAll() throws {
    #expect(throws: JournalConflict.self) {
      try store.append([.leased(attempt(0, 1), to: sampleWorker), accepted(attempt(1, 1))])
    }
    #expect(try record(0) == TrialRecord())
  }

  @Test func anUnknownTrialIsRefused() throws {
    let stranger = samplePlan(axes: [normalizations("bn")], seeds: [9]).trials[0].identifier
    #expect(throws: JournalConflict.self) {
      try store.append([.leased(Attempt(journal: sampleJournal, trial: stranger, number: 1), to: sampleWorker)])
    }
  }

  @Test func aDoneTrialCannotBeGivenUp() throws {
    try store.append([.leased(attempt(0, 1), to: sampleWorker), accepted(attempt(0, 1))])
    #expect(throws: JournalConflict.self) { try store.append([.gaveUp(attempt(0, 1).trial, message: "")]) }
  }

  @Test func divergedMetricsSurvive() throws {
    let values: [Double] = [.nan, .infinity, -.infinity]
    for (index, value) in values.enumerated() {
      try store.append([
        .leased(attempt(index, 1), to: sampleWorker), accepted(attempt(index, 1), testError: value),
      ])
    }
    let metrics = try store.metrics().results.values
    #expect(metrics.count == values.count && metrics.values.allSatisfy { $0 == .diverged(at: nil) })
    #expect(
      try store.sweep(failures: 0).results[plan.trials[1].identifier]?.curves["trainLoss"]?.last?.value == .infinity)
  }

  @Test func curvesComeBackAsTheyWere() throws {
    try store.append(sampleRun(plan.trials[0], testError: 0.25))
    #expect(
      try store.sweep(failures: 0).results[plan.trials[0].identifier]?.curves == sampleResult(testError: 0.25).curves)
    #expect(try store.sweep(failures: 0).results[plan.trials[1].identifier]?.curves == nil)
  }

  @Test func recentFailuresComeLastFirstWithoutDrainedOnes() throws {
    try store.append([
      .leased(attempt(0, 1), to: sampleWorker),
      .ended(attempt(0, 1), cause: .crashed, message: "signal 9", isCharged: true),
      .leased(attempt(1, 1), to: sampleWorker),
      .ended(attempt(1, 1), cause: .drained, message: "SIGTERM", isCharged: true),
      .leased(attempt(2, 1), to: sampleWorker),
      .ended(attempt(2, 1), cause: .failed, message: "no data", isCharged: true),
    ])
    let failures = try store.sweep(failures: 5).failures
    #expect(failures.map(\.message) == ["no data", "signal 9"])
    #expect(failures.map(\.label) == ["normalization=none seed=2", "normalization=none seed=1"])
    #expect(try store.status(failures: 1).snapshot.lastFailures == [failures[0]])
  }

  @Test func aSweepsRecordHasItsPlanResultsAndCounts() throws {
    try store.append(sampleRun(plan.trials[0], testError: 1) + [.leased(attempt(1, 1), to: sampleWorker)])
    let sweep = try store.sweep(failures: 5)
    #expect(sweep.plan.trials == plan.trials)
    #expect(sweep.results == [plan.trials[0].identifier: sampleResult(testError: 1)])
    #expect(sweep.counts == TrialCounts(planned: 4, waiting: 2, leased: 1, done: 1, failed: 0))
    #expect(sweep.failures.isEmpty)
  }

  @Test func aDuplicateThatDiffersIsFoundByTheAudit() throws {
    try store.append(sampleRun(plan.trials[0], testError: 1))
    func duplicate(_ testError: Double, agrees: Bool?) throws -> JournalEntry {
      .duplicate(
        try VerifiedResult(attempt(0, 1), sampleResult(testError: testError)), by: sampleWorker,
        agrees: agrees)
    }
    try store.append([duplicate(1, agrees: true)])
    #expect(try store.audit().isSound)
    try store.append([duplicate(2, agrees: false)])
    #expect(try store.audit().problems.count == 1)
    #expect(try ResultStore(readingFrom: store.directory).metrics().results.values.count == 1, "it is no damage")
  }

  @Test func aLeaseToAWorkerThatNeverJoinedIsRefused() throws {
    let error = try #require(throws: StoreError.self) {
      try store.append([.leased(attempt(0, 1), to: WorkerIdentifier("stranger")!)])
    }
    guard case .forbidden = error else { Issue.record("\(error)"); return }
    #expect(try record(0) == TrialRecord())
  }

  @Test func countsAndProvenanceFollowTheResults() throws {
    try store.append(sampleRun(plan.trials[0], testError: 1) + [.leased(attempt(1, 1), to: sampleWorker)])
    #expect(try store.counts() == TrialCounts(planned: 4, waiting: 2, leased: 1, done: 1, failed: 0))
    #expect(try store.sweep(failures: 0).origins.map(\.results) == [1])
    #expect(try store.status().snapshot.counts.done == 1)
  }
}
