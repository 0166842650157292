import Coordination
import Foundation
import Testing
import Trials

@testable import Processes

@Suite struct ResultSpoolTests {
  @Test func workersThatStartTogetherDoNotTakeEachOtherForGone() async throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: parent) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        group.addTask {
          let spool = try ResultSpool(in: parent, worker: WorkerIdentifier("worker-\(number)"))
          let trial = TrialIdentifier(bytes: [UInt8](repeating: UInt8(number), count: 32))!
          try spool.keep(Attempt(trial: trial, number: 1), result: [1], seconds: 1)
          spool.discard(Attempt(trial: trial, number: 1))
          spool.removeIfEmpty()
        }
      }
      try await group.waitForAll()
    }
  }
}
