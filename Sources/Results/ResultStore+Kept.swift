import GRDB
public import Plans
public import Trials

extension ResultStore {
  /// The trials with an accepted result: trials of the plan, and trials that left the plan and are kept for a later
  /// one.
  public func trialsWithResults() throws -> Set<TrialIdentifier> {
    try read { database in
      Set(try String.fetchAll(database, sql: "SELECT trial FROM results").map(identifier))
    }
  }

  /// The outcomes of those of `trials` that have an accepted result, whether or not they are the plan's. Throws
  /// `DamagedResults` where a result is not what was accepted.
  public func outcomes(of trials: [PlannedTrial]) throws -> [TrialIdentifier: TrialOutcome] {
    try trials.reduce(into: [:]) { outcomes, trial in
      if let bytes = try result(of: trial.identifier) {
        outcomes[trial.identifier] = try TrialOutcome(encoded: bytes)
      }
    }
  }
}
