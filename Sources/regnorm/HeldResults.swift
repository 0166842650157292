import Foundation
import Results
import Sweeps
import Trials

/// What a directory of results holds for a plan.
struct HeldResults {
  /// The trials that have a result: those of the directory's plan, and those that an earlier plan had.
  let trials: Set<TrialIdentifier>
  /// What leaves the table with the new plan; nil where nothing does.
  let change: PlanChange?

  /// What `directory` holds for `plan`; nil where it has no sweep yet. Throws `StoreError.otherSweep` where it has another.
  init?(for plan: Plan, in directory: String) throws {
    guard FileManager.default.fileExists(atPath: "\(directory)/\(ResultStore.fileName)") else { return nil }
    let store: ResultStore
    do { store = try ResultStore(readingFrom: directory) } catch StoreError.noSweep { return nil }
    try store.requireSameSweep(as: plan)
    trials = try store.trialsWithResults()
    change = PlanChange(from: try store.plan(), to: plan, task: task(of: plan), results: trials)
  }
}

/// The vocabulary of a plan that was made from `experiments`.
func task(of plan: Plan) -> TaskDescription {
  do { return try experiments.experiment(named: plan.task).task } catch {
    preconditionFailure("a plan was made of a task that is not among the tasks it was made from: \(error)")
  }
}
