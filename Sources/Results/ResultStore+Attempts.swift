import GRDB
import Trials

extension ResultStore {
  /// Every attempt at a trial of the plan, trial by trial in the order of the plan.
  public func attempts() throws -> [StoredAttempt] { try read(attempts) }

  func attempts(_ database: Database) throws -> [StoredAttempt] {
    var attempts: [StoredAttempt] = []
    try forEachAttempt(in: database) { attempts.append($0) }
    return attempts
  }

  /// Hands every attempt at a trial of the plan to `body`, trial by trial in the order of the plan.
  func forEachAttempt(in database: Database, _ body: (StoredAttempt) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT trial, number, worker, host, leasedAt, endedAt, cause, \(Self.seconds(of: "leasedAt")) AS leasedTime,
          \(Self.seconds(of: "endedAt")) AS endedTime
        FROM trials JOIN attempts ON attempts.trial = trials.id JOIN workers ON workers.id = worker
        WHERE position IS NOT NULL ORDER BY position, number
        """)
    while let row = try rows.next() {
      try body(
        StoredAttempt(
          trial: try identifier(row.decode(forColumn: "trial")), number: row.decode(forColumn: "number"),
          worker: row.decode(forColumn: "worker"), host: row.decode(forColumn: "host"),
          start: row.decode(forColumn: "leasedAt"), end: row.decode(forColumn: "endedAt"),
          startTime: row.decode(forColumn: "leasedTime"), endTime: row.decode(forColumn: "endedTime"),
          cause: row.decode(forColumn: "cause")))
    }
  }

  /// The seconds since 1970 of a column with a time as text; older SQLite has no function for fractions of a second.
  private static func seconds(of column: String) -> String { "(julianday(\(column)) - 2440587.5) * 86400.0" }
}
