import Coordination
import GRDB

extension ResultStore {
  /// Checks that the counts add up, that exactly the done trials have accepted results, that every result's bytes have
  /// the digest from their acceptance, that duplicates of a result equal it, that exactly the leased trials have open
  /// attempts, that the file is intact, and that no transaction is missing. A damaged database is checked as far as it
  /// can be read.
  ///
  /// Throws `StoreError.noSweep` if the process that made the database was killed before anything was written.
  public func audit() throws -> Audit {
    let incomplete = try completenessProblems()
    return try read { database in
      if incomplete.isEmpty, try Self.isEmpty(database) { throw StoreError.noSweep(directory: directory) }
      var problems = incomplete
      var counts: TrialCounts?
      func check(_ what: String, _ body: () throws -> Void) {
        do { try body() } catch { problems.append("\(what) cannot be read: \(error).") }
      }
      check("The structure") { problems += try Self.structuralProblems(database) }
      check("Duplicates") { problems += try disagreements(database) }
      check("The plan") {
        counts = try self.counts(database)
        _ = try plan(database)
      }
      var digests = ResultDigests()
      check("The results") { digests = try ResultDigests(of: database) }
      return Audit(
        counts: counts, results: digests.results, wholeResults: digests.whole, problems: problems + digests.problems)
    }
  }

  /// The trials whose late result differed from the accepted one. Builds or hosts that compute different bits cause
  /// this, not damage.
  private func disagreements(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT trial FROM duplicates JOIN results USING (trial) WHERE duplicates.sha256 != results.sha256
        ORDER BY trial
        """
    ).map { "Trial \($0.prefix(8)) has a duplicate result that differs from the accepted one." }
  }

  /// A sentence about missing transactions; empty if none is missing.
  func completenessProblems() throws -> [String] {
    do {
      let committed = try TransactionCount.recorded(in: directory)
      try read { database in
        if try database.tableExists("history") {
          try Self.requireComplete(database, at: path, committed: committed)
        }
      }
      return []
    } catch let error as StoreError {
      return [error.description]
    }
  }
}
