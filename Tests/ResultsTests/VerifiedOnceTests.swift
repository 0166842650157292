import Digests
import FoundationEssentials
import GRDB
import Plans
import ResultsTestSupport
import Testing

@testable import Coordination
@testable import Results

@Suite struct VerifiedOnceTests {
  @Test func theStoreNeitherHashesNorDecodesVerifiedResults() throws {
    let directory = try TemporaryDirectory()
    let store = try ResultStore(writingTo: directory.path)
    let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])
    try store.adopt(plan)
    let attempt = Attempt(journal: sampleJournal, trial: plan.trials[0].identifier, number: 1)
    // No verification would accept this entry: the bytes are not JSON, and the digest is not theirs.
    let finished = FinishedAttempt(attempt: attempt, result: [1, 2], digest: SHA256.hash([3]), seconds: 1)
    try store.append([
      sampleJoin, .leased(attempt, to: sampleWorker),
      .accepted(VerifiedResult(unchecked: finished), by: sampleWorker),
    ])
    try store.read { database in
      let row = try #require(try Row.fetchOne(database, sql: "SELECT bytes, sha256 FROM results"))
      #expect(row["bytes"] == Data([1, 2]))
      #expect(row["sha256"] == SHA256.hash([3]).description)
    }
  }
}
