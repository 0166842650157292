import Coordination
import CoordinatorHost
import Foundation
import Results
import Testing

/// What `regnorm bench --task dispatch` measures is a whole sweep.
@Suite struct SimulatedDispatchTests {
  /// One worker, a few, and more than one batch of messages takes.
  @Test(arguments: [(workers: 1, trials: 3), (10, 250), (600, 700)])
  func everyTrialIsLeasedOnceAndItsResultIsInTheDatabase(workers: Int, trials: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dispatch-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var dispatch = try SimulatedDispatch(workers: workers, trials: trials, in: folder.path)
    try dispatch.run()
    let store = try ResultStore(readingFrom: folder.path)
    #expect(try store.counts() == TrialCounts(planned: trials, waiting: 0, leased: 0, done: trials, failed: 0))
    #expect(try store.records().values.allSatisfy { $0.lastAttempt == 1 && $0.resultDigest != nil })
    #expect(try store.workers().count == workers)
    #expect(try store.audit().problems == [])
  }
}
