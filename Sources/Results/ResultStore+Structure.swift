import GRDB

extension ResultStore {
  /// The faults of a database's pages, references and trial states, one sentence each. The contents of results are not
  /// checked.
  static func structuralProblems(_ database: Database) throws -> [String] {
    var problems = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
      .map { "SQLite finds \($0)." }
    // A process that was killed while it made the database leaves none of its tables.
    if try isEmpty(database) { return problems }
    problems += try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      .map { "A row of \($0[0] as String? ?? "a table") refers to a missing row of \($0[2] as String? ?? "another")." }
    let planned = try Int.fetchOne(database, sql: "SELECT planned FROM sweep") ?? 0
    let placed = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM trials WHERE position IS NOT NULL") ?? 0
    if planned != placed { problems.append("\(planned) trials are planned, but there are \(placed).") }
    for check in checks {
      let trials = try String.fetchAll(database, sql: check.offenders).sorted()
      problems += trials.map { "Trial \($0.prefix(8)) \(check.complaint)." }
    }
    return problems
  }

  /// Queries that select faulty trials, each with the fault. Most trials are done: the first query passes both
  /// indexes in their order, and the others pass the table and look up the few trials that are not done.
  private static var checks: [(complaint: String, offenders: String)] {
    [
      (
        "is done, but has no result",
        "SELECT id FROM trials WHERE state = 'done' AND id NOT IN (SELECT trial FROM results) ORDER BY id"
      ),
      (
        "has a result, but is not done",
        "SELECT id FROM trials WHERE state != 'done' AND EXISTS (SELECT 1 FROM results WHERE trial = id)"
      ),
      (
        "is leased, but has no open attempt",
        """
        SELECT id FROM trials WHERE state = 'leased'
          AND NOT EXISTS (SELECT 1 FROM attempts WHERE trial = id AND number = lastAttempt AND endedAt IS NULL)
        """
      ),
      (
        "has an open attempt, but is not leased",
        "SELECT id FROM trials WHERE state != 'leased' AND id IN (SELECT trial FROM attempts WHERE endedAt IS NULL)"
      ),
    ]
  }
}
