import Coordination
import Foundation
import GRDB
import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Results

@Suite struct OpeningTests {
  private let directory: TemporaryDirectory
  private let plan = samplePlan(axes: [normalizations("none")], seeds: [1, 2])

  init() throws { directory = try TemporaryDirectory() }

  private var database: String { directory.file(ResultStore.fileName) }

  /// Changes the database behind the store's back.
  private func tamper(_ sql: String) throws {
    try DatabaseQueue(path: database).write { try $0.execute(sql: sql) }
  }

  @Test func directoriesAreCreatedOnTheWay() throws {
    let nested = directory.file("a/b/c")
    try ResultStore(writingTo: nested).adopt(plan)
    #expect(try ResultStore(readingFrom: nested).plan().trials.count == 2)
  }

  @Test func commitsAreSynchronizedToTheDisk() throws {
    let store = try ResultStore(writingTo: directory.path)
    func pragma(_ name: String) throws -> String? {
      try store.read { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }
    #expect(try pragma("journal_mode") == "wal")
    #expect(try pragma("synchronous") == "2")
    #expect(try pragma("foreign_keys") == "1")
  }

  @Test func P1_aDatabaseWhoseMakerWasKilledBeforeItsFirstTableHoldsNoSweepAndIsWrittenTo() throws {
    _ = try TransactionCount(in: directory.path, startingAt: 0)
    _ = try DatabaseQueue(path: database).inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
    #expect(throws: StoreError.noSweep(directory: directory.path)) {
      try ResultStore(inspecting: directory.path).audit()
    }
    try ResultStore(writingTo: directory.path).adopt(plan)
    #expect(try ResultStore(readingFrom: directory.path).plan().trials.count == 2)
  }

  @Test func aSecondWriterIsToldWhoTheFirstIs() throws {
    let first = try ResultStore(writingTo: directory.path)
    let error = try #require(throws: StoreError.self) { try ResultStore(writingTo: directory.path) }
    #expect(error.description.contains("process \(getpid()) on "))
    withExtendedLifetime(first) {}
  }

  @Test func aClosedStoreMayBeWrittenToAgain() throws {
    try ResultStore(writingTo: directory.path).adopt(plan)
    try ResultStore(writingTo: directory.path).adopt(plan)
  }

  @Test func readersFollowALiveWriter() throws {
    let writer = try ResultStore(writingTo: directory.path)
    try writer.adopt(plan)
    try writer.append([sampleJoin])
    let reader = try ResultStore(readingFrom: directory.path)
    #expect(try reader.counts().done == 0)
    try writer.append(sampleRun(plan.trials[0], testError: 1))
    #expect(try reader.counts().done == 1)
  }

  /// The superuser may write everywhere.
  @Test(.enabled(if: getuid() != 0)) func resultsOfOthersCanBeRead() throws {
    try ResultStore(writingTo: directory.path).adopt(plan)
    chmod(directory.path, 0o555)
    defer { chmod(directory.path, 0o755) }
    #expect(try ResultStore(readingFrom: directory.path).plan().trials.count == 2)
  }

  @Test func readersNeedADatabaseWithASweep() throws {
    #expect(throws: StoreError.noDatabase(directory: directory.path)) {
      try ResultStore(readingFrom: directory.path)
    }
    #expect(FileManager.default.fileExists(atPath: database) == false)
    let store = try ResultStore(writingTo: directory.path)
    #expect(throws: StoreError.noSweep(directory: directory.path)) { try store.counts() }
    #expect(throws: StoreError.noSweep(directory: directory.path)) {
      try ResultStore(readingFrom: directory.path).plan()
    }
  }

  @Test func whoFollowsReadsEveryNewResultAndThePlanOnce() throws {
    let store = try ResultStore(writingTo: directory.path)
    _ = try store.adopt(plan)
    try store.append([sampleJoin])
    let reader = try ResultStore(following: directory.path)
    let first = try reader.moment(failures: 5, known: nil)
    #expect(first.plan.trials == plan.trials && first.results.values.isEmpty && first.snapshot.counts.done == 0)
    try store.append(try sampleRun(plan.trials[0], testError: 3))
    let next = try reader.moment(failures: 5, known: first.plan)
    #expect(next.plan.trials == plan.trials && next.snapshot.counts.done == 1)
    #expect(next.results.values[plan.trials[0].identifier]?["testError"] == 3)
    // Another plan is read even where one is known.
    let other = samplePlan(axes: [normalizations("none")], seeds: [1])
    #expect(try reader.moment(failures: 5, known: other).plan.trials == plan.trials)
    #expect(reader.isInPlace)
    try FileManager.default.removeItem(atPath: database)
    #expect(!reader.isInPlace)
  }

  @Test func otherFilesAreNotTouched() throws {
    let text = Data(
      "This is a text of more than one hundred bytes that has nothing to do with a database.".utf8
        + Array(repeating: 46, count: 100))
    try text.write(to: URL(fileURLWithPath: database))
    for open in [ResultStore.init(writingTo:), ResultStore.init(readingFrom:)] {
      let error = try #require(throws: StoreError.self) { try open(directory.path) }
      guard case .damaged = error else { Issue.record("\(error)"); return }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == text)
  }

  @Test func databasesOfOtherProgramsAreNotTouched() throws {
    try tamper("CREATE TABLE trials (id INTEGER)")
    let before = try Data(contentsOf: URL(fileURLWithPath: database))
    #expect(throws: StoreError.foreign(path: database)) { try ResultStore(writingTo: directory.path) }
    #expect(throws: StoreError.foreign(path: database)) { try ResultStore(readingFrom: directory.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
  }

  @Test func newerDatabasesAreRefused() throws {
    try ResultStore(writingTo: directory.path).adopt(plan)
    try tamper("INSERT INTO grdb_migrations VALUES ('99: something new')")
    #expect(throws: StoreError.newer(path: database)) { try ResultStore(writingTo: directory.path) }
    #expect(throws: StoreError.newer(path: database)) { try ResultStore(readingFrom: directory.path) }
  }

  @Test func olderDatabasesAreRefusedByReaders() throws {
    try ResultStore(writingTo: directory.path).adopt(plan)
    try tamper("DELETE FROM grdb_migrations WHERE identifier LIKE '2%'; DROP TABLE history")
    #expect(throws: StoreError.older(path: database)) { try ResultStore(readingFrom: directory.path) }
  }

  @Test func damagedPagesAreOneClearError() throws {
    try ResultStore(writingTo: directory.path).adopt(samplePlan(axes: [normalizations("none")], seeds: Array(1...200)))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: database))
    for index in stride(from: 4096 * 3, to: bytes.count, by: 7) { bytes[index] ^= 0x5A }
    try bytes.write(to: URL(fileURLWithPath: database))
    for open in [ResultStore.init(writingTo:), ResultStore.init(readingFrom:)] {
      let error = try #require(throws: StoreError.self) { try open(directory.path).plan() }
      guard case .damaged(let path, _) = error else { Issue.record("\(error)"); return }
      #expect(path == database)
    }
    let error = try #require(throws: StoreError.self) { try ResultStore(writingTo: directory.path).adopt(plan) }
    guard case .damaged = error else { Issue.record("\(error)"); return }
  }

  @Test func auditsFindWhatTheSchemaCannotForbid() throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin] + sampleRun(plan.trials[0], testError: 1))
    #expect(try store.audit().isSound)
    try store.write { database in
      try database.execute(sql: "DROP TRIGGER resultsAreFinal")
      try database.execute(sql: "UPDATE results SET bytes = x'00'")
      try database.execute(sql: "UPDATE trials SET state = 'done'")
      try database.execute(sql: "UPDATE sweep SET planned = 3")
    }
    let problems = try store.audit().problems
    #expect(problems.contains("3 trials are planned, but there are 2."))
    #expect(problems.contains { $0.contains("is done, but has no result") })
    #expect(problems.contains { $0.contains("do not have their digest") })
  }

  @Test func theSchemaItselfKeepsResults() throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin] + sampleRun(plan.trials[0], testError: 1))
    for sql in ["UPDATE results SET seconds = 1", "DELETE FROM results"] {
      let error = try #require(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
      guard case .forbidden = error else { Issue.record("\(error)"); return }
    }
  }

  @Test func metricsAndCurvesCanBeReadInSQL() throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin] + sampleRun(plan.trials[0], testError: 0.5))
    let error = try store.read { try Double.fetchOne($0, sql: "SELECT value FROM metrics WHERE name = 'testError'") }
    #expect(error == 0.5)
    let rows = try store.read { try Row.fetchAll($0, sql: "SELECT name, step, value FROM curves ORDER BY step") }
    #expect(rows.map { $0["name"] as String } == ["trainLoss", "trainLoss"])
    #expect(rows.map { $0["step"] as Int } == [1, 2])
    #expect(rows.map { $0["value"] as Double } == [2.3, 0.5])
  }
}
