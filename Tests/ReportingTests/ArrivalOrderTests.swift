import Coordination
import Digests
import FoundationEssentials
import Plans
import Results
import ResultsTestSupport
import TestSupport
import Testing
import Trials

@testable import Reporting

/// What a table owes to the results and what it must not owe to their way into the database.
@Suite struct ArrivalOrderTests {
  private let plan = samplePlan(
    axes: [normalizations("none", "ln", "rn", "sn"), classes(0, 7)], seeds: Array(1...9), columns: "classes",
    divergences: .worst(100))
  private let builds = [SHA256.hash([1]), SHA256.hash([2])]

  /// The outcome of a trial: its cell and seed decide, and one in eleven diverges.
  private func result(of trial: PlannedTrial) -> TrialResult {
    let (cell, seed) = (trial.cell.number, trial.specification.seed)
    if (cell * 9 + seed).isMultiple(of: 11) { return TrialResult(.diverged(at: nil), curves: [:]) }
    return sampleResult(testError: 50 / Double(cell + 1) + Double((seed * 7 + cell * 5) % 13) / 4)
  }

  /// A database to which the results came in `order`, each from one of `workers` workers on hosts of their own. Some
  /// trials were leased before to a worker that was lost.
  private func store(in folder: TemporaryFolder, order: [PlannedTrial], workers: Int) throws -> ResultStore {
    let store = try ResultStore(writingTo: folder.url.path)
    try store.adopt(plan)
    let journal = try store.identifier
    let fleet = try (0..<workers).map { try #require(WorkerIdentifier("node\($0)-1-abcdef")) }
    try store.append(
      fleet.enumerated().map { number, worker in
        .workerJoined(
          worker, slots: 1,
          Provenance(
            host: "node\(number)", processor: "processor \(number)", system: "Linux 6.1", version: "0.1.0",
            build: builds[number % 2], kernels: "avx2"))
      })
    for (number, trial) in order.enumerated() {
      let worker = fleet[number * 5 % workers]
      var attempt = Attempt(journal: journal, trial: trial.identifier, number: 1)
      if number.isMultiple(of: 4) {
        try store.append([
          .leased(attempt, to: worker), .ended(attempt, cause: .workerLost, message: "silent", isCharged: false),
        ])
        attempt = Attempt(journal: journal, trial: trial.identifier, number: 2)
      }
      let verified = try VerifiedResult(attempt, result(of: trial), seconds: Double(number))
      try store.append([.leased(attempt, to: worker), .accepted(verified, by: worker)])
    }
    return store
  }

  /// Every rendering of the table, and the comparisons.
  private func texts(of store: ResultStore) throws -> [String] {
    let (plan, results, builds) = try store.metrics()
    let table = try Table(of: plan, metrics: results.values, damaged: results.damaged, builds: Array(builds))
    let comparison = try TableComparison(of: table, with: .allPairs)
    return TableFormat.allCases.map { table.rendered(as: $0) } + [ComparisonText(comparison, settling: 1).rendered()]
  }

  @Test func P7_aTableAndItsComparisonsHaveTheSameBytesWhateverTheOrderTheWorkersAndTheHosts() throws {
    var random = SeededGenerator(seed: 7)
    let folder = try TemporaryFolder()
    let planned = try texts(of: store(in: folder, order: plan.trials, workers: 2))
    #expect(planned[0].contains("over 9 seeds") && planned.last!.contains("none"))
    for workers in [2, 3, 8] {
      let folder = try TemporaryFolder()
      let order = plan.trials.shuffled(using: &random)
      #expect(try texts(of: store(in: folder, order: order, workers: workers)) == planned)
    }
  }
}
