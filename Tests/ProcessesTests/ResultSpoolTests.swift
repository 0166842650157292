import Coordination
import Digests
import Foundation
import Testing
import Trials

@testable import WorkerHost

@Suite struct ResultSpoolTests {
  private func finished(_ number: Int) -> FinishedAttempt {
    let trial = TrialIdentifier(bytes: [UInt8](repeating: UInt8(number), count: 32))!
    return FinishedAttempt(
      attempt: Attempt(journal: .random(), trial: trial, number: 1), result: [1, 2, 3], digest: SHA256.hash([1, 2, 3]),
      seconds: 1)
  }

  private func worker(_ number: Int) -> WorkerIdentifier { WorkerIdentifier("worker-\(number)")! }

  @Test func aLaterWorkerFindsWhatAnEarlierOneKeptAndWhoComputedIt() async throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let kept = finished(1)
    do { try ResultSpool(in: parent, worker: worker(1)).keep(kept) }
    // A process that another test is just starting holds the first worker's lock until it executes its own program.
    var results: (kept: [ResultSpool.Kept], damaged: [String]) = ([], [])
    var number = 2
    try await eventually("the second worker has the first one's result") {
      results = try ResultSpool(in: parent, worker: worker(number)).results()
      number += 1
      return !results.kept.isEmpty
    }
    #expect(results.kept.map(\.finished) == [kept])
    #expect(results.kept.map(\.computedBy) == [worker(1)])
  }

  @Test func aDamagedFileIsNamedAndNeverPresented() throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let spool = try ResultSpool(in: parent, worker: worker(1))
    try spool.keep(finished(1))
    let folder = "\(parent)/\(worker(1))"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".result") })
    let whole = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    for position in whole.indices {
      var changed = whole
      changed[position] ^= 1
      try changed.write(to: URL(filePath: "\(folder)/\(name)"))
      let (kept, damaged) = try spool.results()
      #expect(kept.isEmpty && damaged.count == 1, "byte \(position)")
    }
    try whole.dropLast().write(to: URL(filePath: "\(folder)/\(name)"))
    #expect(try spool.results().damaged == ["\(folder)/\(name).damaged"])
    #expect(try spool.results().damaged.isEmpty, "it is met once")
  }

  @Test func workersThatStartTogetherDoNotTakeEachOtherForGone() async throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: parent) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        group.addTask {
          let spool = try ResultSpool(in: parent, worker: worker(number))
          let finished = finished(number)
          try spool.keep(finished)
          spool.discard(finished.attempt)
          spool.removeIfEmpty()
        }
      }
      try await group.waitForAll()
    }
  }
}
