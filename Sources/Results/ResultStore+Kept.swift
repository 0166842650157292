import GRDB
public import Trials

extension ResultStore {
  /// The trials that have an accepted result: those of the plan, and those that left it and are kept for a later one.
  public func trialsWithResults() throws -> Set<TrialIdentifier> {
    try read { database in
      Set(try String.fetchAll(database, sql: "SELECT trial FROM results").map(identifier))
    }
  }
}
