import Coordination
import Digests
import Foundation
import GRDB
import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Results

/// Results whose bytes are no longer those that were accepted.
@Suite struct VerificationTests {
  private let directory: TemporaryDirectory
  private let store: ResultStore
  private let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2])

  init() throws {
    directory = try TemporaryDirectory()
    store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin])
    for trial in plan.trials { try store.append(sampleRun(trial, testError: 8.5)) }
  }

  /// Changes the database behind the schema's back.
  private func tamper(_ sql: String, _ arguments: StatementArguments = []) throws {
    try store.write { database in
      let trigger = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'resultsAreFinal'")
      try database.execute(sql: "DROP TRIGGER resultsAreFinal")
      try database.execute(sql: sql, arguments: arguments)
      if let trigger { try database.execute(sql: trigger) }
    }
  }

  /// Changes 8.5 to 9.5 in the result of the plan's trial at `index`: the result is readable and wrong.
  private func alterResult(_ index: Int) throws -> TrialIdentifier {
    let trial = plan.trials[index].identifier
    try tamper(
      "UPDATE results SET bytes = ? WHERE trial = ?",
      [Data(try sampleResult(testError: 9.5).encoded()), trial.description])
    return trial
  }

  @Test func anAlteredResultIsNamedAndCountedNowhere() throws {
    let trial = try alterResult(1)
    let expected = DamagedResult(
      trial: trial, label: plan.label(of: plan.trials[1]),
      reason: "its result does not have the digest it was accepted with")
    let metrics = try store.metrics().results
    #expect(metrics.damaged == [expected])
    #expect(metrics.values.count == 3 && metrics.values[trial] == nil)
    let sweep = try store.sweep(failures: 5)
    #expect(sweep.damaged == [expected] && sweep.results.count == 3)
    let counts = TrialCounts(planned: 4, waiting: 1, leased: 0, done: 3, failed: 0)
    #expect(sweep.counts == counts)
    #expect(try store.status().snapshot.counts == counts)
    #expect(try store.records()[trial]?.state == .waiting)
    #expect(throws: DamagedResults(directory: directory.path, results: [expected])) { try store.requireWholeResults() }
    #expect(throws: DamagedResults.self) { try store.result(of: trial) }
    let audit = try store.audit()
    #expect(audit.results == 4 && audit.wholeResults == 3)
    #expect(audit.problems == ["Trial \(trial.short) has a result whose bytes do not have their digest."])
  }

  @Test func readersOfOneTrialAfterTheOtherHearWhatIsDamagedAndWhy() throws {
    let altered = try alterResult(1)
    let unreadable = plan.trials[2].identifier
    let bytes = Data("{\"metrics\":7}".utf8)
    try tamper(
      "UPDATE results SET bytes = ?, sha256 = ? WHERE trial = ?",
      [bytes, "\(SHA256.hash(Array(bytes)))", unreadable.description])
    var states: [String] = []
    let damaged = try store.readingSweep { sweep in
      try sweep.forEachTrial(as: TrialResult.init(encoded:)) { states.append($0.state.rawValue) }
    }
    #expect(states == ["done", "damaged", "damaged", "done"])
    #expect(damaged.map(\.trial) == [altered, unreadable])
    #expect(damaged.map(\.label) == [plan.label(of: plan.trials[1]), plan.label(of: plan.trials[2])])
    #expect(damaged[0].reason == "its result does not have the digest it was accepted with")
    #expect(damaged[1].reason.contains("metrics"), "why the result cannot be read")
  }

  @Test func aDigestThatIsAlteredIsNamedToo() throws {
    try tamper(
      "UPDATE results SET sha256 = replace(sha256, 'a', 'b') WHERE trial = ?", [plan.trials[0].identifier.description])
    #expect(try store.metrics().results.damaged.map(\.trial) == [plan.trials[0].identifier])
  }

  @Test func aDoneTrialWithoutItsResultIsNamed() throws {
    let trial = plan.trials[2].identifier
    try store.write { database in
      try database.execute(sql: "DROP TRIGGER resultsAreKept")
      try database.execute(sql: "DELETE FROM results WHERE trial = ?", arguments: [trial.description])
    }
    #expect(try store.metrics().results.damaged.map(\.reason) == ["its result is missing"])
    #expect(try store.counts().done == 3)
  }

  @Test func aTrialThatIsMovedToAnotherCellIsDamage() throws {
    try tamper("UPDATE trials SET cell = 1 - cell WHERE id = ?", [plan.trials[0].identifier.description])
    let error = #expect(throws: StoreError.self) { try store.metrics() }
    #expect(error?.saysWhatIsLost == true)
  }

  @Test func theSameCommandRunsATrialWithADamagedResultAgain() throws {
    let trial = try alterResult(1)
    #expect(try store.adopt(plan).damaged.map(\.trial) == [trial])
    #expect(try store.audit().problems == [])
    let record = try #require(try store.records()[trial])
    #expect(record == TrialRecord(lastAttempt: 1, holders: [1: sampleWorker], lastHost: "node1"))
    let attempt = Attempt(journal: sampleJournal, trial: trial, number: 2)
    try store.append([
      .leased(attempt, to: sampleWorker),
      .accepted(try VerifiedResult(attempt, sampleResult(testError: 8.5)), by: sampleWorker),
    ])
    #expect(try store.audit().problems == [])
    #expect(try store.metrics().results.values[trial]?["testError"] == 8.5)
    // Results are kept as before.
    #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: "DELETE FROM results") } }
    #expect(try store.adopt(plan).damaged == [])
  }
}
