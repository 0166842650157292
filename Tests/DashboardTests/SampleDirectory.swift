import Coordination
import Foundation
import Plans
import Results
import ResultsTestSupport
import TestSupport
import Trials

@testable import Dashboard

/// A directory with results that a test adds to, and a handler that serves it.
final class SampleDirectory {
  let plan: Plan
  private let folder: TemporaryFolder
  private let store: ResultStore
  let watcher: SweepWatcher
  let handler: DashboardHandler

  init(_ plan: Plan, token: String? = nil) throws {
    self.plan = plan
    folder = try TemporaryFolder()
    store = try ResultStore(writingTo: folder.url.path)
    _ = try store.adopt(plan)
    try store.append([sampleJoin])
    watcher = SweepWatcher(directory: folder.url.path) { _ in nil }
    watcher.look()
    handler = DashboardHandler(
      watcher: watcher,
      gate: Gate(token: token.map { AccessToken(text: $0) }, names: ["localhost", "node1"]))
  }

  /// Gives the trial at `place` in the plan a result, which the watcher sees.
  func finish(_ place: Int, testError: Double = 1) throws {
    try store.append(try sampleRun(plan.trials[place], testError: testError))
    watcher.look()
  }

  /// Puts something else in the place of the database.
  func damage() throws {
    try Data("no database".utf8).write(to: folder.url.appending(path: ResultStore.fileName))
    try Data("      ".utf8).write(to: folder.url.appending(path: "transactions"))
    watcher.look()
  }

  /// Lets the first attempt of a trial fail with `message`.
  func fail(_ place: Int, message: String) throws {
    let attempt = Attempt(journal: sampleJournal, trial: plan.trials[place].identifier, number: 1)
    try store.append([
      .leased(attempt, to: sampleWorker), .ended(attempt, cause: .failed, message: message, isCharged: true),
    ])
    watcher.look()
  }
}
