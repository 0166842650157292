public import Coordination
import GRDB
public import Trials

/// Late results beside the accepted ones.
extension ResultStore {
  /// How many late results of the plan's trials equal the accepted ones.
  public func reproductions() throws -> Reproductions {
    try read { try reproductions($0, where: "position IS NOT NULL") }
  }

  /// How many late results of `trial` equal the accepted one.
  public func reproductions(of trial: TrialIdentifier) throws -> Reproductions {
    try read { try reproductions($0, where: "trials.id = ?", [trial.description]) }
  }

  func reproductions(
    _ database: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> Reproductions {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT COUNT(*) AS compared, COALESCE(SUM(duplicates.sha256 = results.sha256), 0) AS equal
        FROM duplicates JOIN results USING (trial) JOIN trials ON trials.id = trial WHERE \(condition)
        """, arguments: arguments)
    let equal: Int = row?["equal"] ?? 0
    return Reproductions(equal: equal, different: (row?["compared"] ?? 0) - equal)
  }
}
