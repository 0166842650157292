import GRDB
public import Trials

extension ResultStore {
  /// The trials with an accepted result: trials of the plan, and trials that left the plan and are kept for a later
  /// one.
  public func trialsWithResults() throws -> Set<TrialIdentifier> {
    try read { database in
      Set(try String.fetchAll(database, sql: "SELECT trial FROM results").map(identifier))
    }
  }
}
