import Foundation
import Results
import ResultsTestSupport
import Testing
import Trials

@Suite struct DurabilityTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [1, 20, 45]) func whatAppendReturnedFromSurvivesAKill(afterTrials count: Int) throws {
    let store = directory.file("store")
    let writer = Process()
    writer.executableURL = journalWriter()
    writer.arguments = [store]
    let output = Pipe()
    writer.standardOutput = output
    try writer.run()
    var printed = Data()
    while printed.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      printed += more
    }
    kill(writer.processIdentifier, SIGKILL)
    printed += output.fileHandleForReading.readDataToEndOfFile()
    writer.waitUntilExit()
    #expect(writer.terminationReason == .uncaughtSignal)

    let returned = String(decoding: printed, as: UTF8.self).split(separator: "\n").compactMap {
      TrialIdentifier(String($0))
    }
    #expect(returned.count >= count)
    let survivor = try ResultStore(writingTo: store)
    let records = try survivor.records()
    #expect(returned.allSatisfy { records[$0]?.state == .done })
    // The kill may fall between a transaction and its line: one more trial at most.
    #expect(try survivor.counts().done - returned.count <= 1)
    #expect(try survivor.audit().problems == [])
  }

  @Test func aTruncatedLogOpensWithAPrefixOfTheHistory() throws {
    let history = try recordHistory()
    var seen = [-1]
    for length in offsets(upTo: history.log.count) {
      let done = try reopen(history, log: history.log.prefix(length))
      #expect(done >= seen[seen.count - 1], "a log of \(length) bytes")
      seen.append(done)
    }
    #expect(Set(seen.dropFirst()) == Set(0...history.trials.count))
  }

  @Test func aFlippedBitInTheLogEndsTheHistoryThere() throws {
    let history = try recordHistory()
    for offset in offsets(upTo: history.log.count).dropLast() {
      var log = history.log
      log[log.startIndex + offset] ^= 0x10
      #expect(try reopen(history, log: log) < history.trials.count, "byte \(offset)")
    }
  }

  /// A database and its write-ahead log, copied while the writer still had them open.
  private struct History {
    let database, log: Data
    let trials: [TrialIdentifier]
  }

  private func recordHistory() throws -> History {
    let plan = samplePlan(axes: [normalizations("none")], seeds: Array(1...12))
    try ResultStore(writingTo: directory.path).adopt(plan)
    let store = try ResultStore(writingTo: directory.path)
    try store.append([sampleJoin])
    for trial in plan.trials { try store.append(sampleRun(trial, testError: 1)) }
    let file = URL(fileURLWithPath: directory.file(ResultStore.fileName))
    let history = History(
      database: try Data(contentsOf: file), log: try Data(contentsOf: URL(fileURLWithPath: file.path + "-wal")),
      trials: plan.trials.map(\.identifier))
    withExtendedLifetime(store) {}
    return history
  }

  /// Opens a copy with this log, checks that the trials done are the first ones, and answers their number.
  private func reopen(_ history: History, log: Data) throws -> Int {
    let copy = try TemporaryDirectory()
    try history.database.write(to: URL(fileURLWithPath: copy.file(ResultStore.fileName)))
    try log.write(to: URL(fileURLWithPath: copy.file(ResultStore.fileName + "-wal")))
    let store = try ResultStore(writingTo: copy.path)
    let records = try store.records()
    let done = history.trials.prefix { records[$0]?.state == .done }.count
    #expect(history.trials.dropFirst(done).allSatisfy { records[$0]?.state == .waiting })
    #expect(try store.audit().problems == [])
    return done
  }

  /// Offsets all over the log, at its frames' edges among them (a frame is a header of 24 bytes and a page).
  private func offsets(upTo end: Int) -> [Int] {
    let frame = 24 + 4096
    let edges = stride(from: 32, to: end, by: frame * 5).flatMap { [$0 - 1, $0, $0 + 1] }
    return ([0, 1, 31] + edges + stride(from: 100, to: end, by: 7919) + [end]).filter { $0 <= end }.sorted()
  }

  /// The executable, which is built beside the one that runs the tests.
  private func journalWriter() -> URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("JournalWriter")
  }
}
