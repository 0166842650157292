import Coordination
import Digests
import FoundationEssentials
import GRDB

/// The outcome of checking a directory's books.
public struct Audit: Sendable, Equatable {
  /// How many trials of the plan are in which state.
  public let counts: TrialCounts
  /// What does not hold, one sentence each; empty in a sound directory.
  public let problems: [String]

  /// Whether everything holds.
  public var isSound: Bool { problems.isEmpty }
}

extension ResultStore {
  /// Checks that the counts add up, that done trials and accepted results are the same, that every result's bytes have the
  /// digest they were accepted with, that duplicates of a result equal it, that leases and open attempts are the same, and
  /// that the file is intact.
  public func audit() throws -> Audit {
    try read { database in
      let counts = try counts(database)
      var problems: [String] = []
      if !counts.addUp {
        problems.append(
          "\(counts.planned) trials are planned, but \(counts.waiting) waiting + \(counts.leased) leased + "
            + "\(counts.done) done + \(counts.failed) failed.")
      }
      for check in checks {
        let trials = try String.fetchAll(database, sql: check.offenders)
        problems += trials.map { "Trial \($0.prefix(8)) \(check.complaint)." }
      }
      let results = try Row.fetchCursor(database, sql: "SELECT trial, bytes, sha256 FROM results ORDER BY trial")
      while let row = try results.next() {
        let trial: String = row["trial"]
        if SHA256.hash(row["bytes"] as Data).description != row["sha256"] {
          problems.append("Trial \(trial.prefix(8)) has a result whose bytes do not have their digest.")
        }
      }
      problems += try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        .map { "SQLite finds \($0)." }
      problems += try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        .map { "A row of \($0[0] as String) refers to a missing row of \($0[2] as String)." }
      return Audit(counts: counts, problems: problems)
    }
  }

  /// Queries that select the trials for which something does not hold.
  private var checks: [(complaint: String, offenders: String)] {
    [
      (
        "is done, but has no result",
        "SELECT id FROM trials WHERE state = 'done' AND id NOT IN (SELECT trial FROM results) ORDER BY id"
      ),
      (
        "has a result, but is not done",
        "SELECT id FROM trials WHERE state != 'done' AND id IN (SELECT trial FROM results) ORDER BY id"
      ),
      (
        "is leased, but has no open attempt",
        """
        SELECT id FROM trials WHERE state = 'leased'
          AND id NOT IN (SELECT trial FROM attempts WHERE endedAt IS NULL AND number = lastAttempt) ORDER BY id
        """
      ),
      (
        "has an open attempt, but is not leased",
        """
        SELECT id FROM trials WHERE state != 'leased' AND id IN (SELECT trial FROM attempts WHERE endedAt IS NULL)
        ORDER BY id
        """
      ),
      (
        "has a duplicate result that differs from the accepted one",
        """
        SELECT DISTINCT trial FROM duplicates JOIN results USING (trial) WHERE duplicates.sha256 != results.sha256
        ORDER BY trial
        """
      ),
    ]
  }
}
