import Foundation
import Plans
import Results
import SharedCommands
import Sweeps
import Trials

/// The results that a directory holds for a plan.
struct HeldResults {
  /// The trials with a result, of the directory's plan and of its earlier plans.
  let trials: Set<TrialIdentifier>
  /// The results that leave the table with the new plan; nil if none does.
  let change: PlanChange?

  /// The results in `directory` for `plan`; nil if the directory has no sweep yet. Throws `StoreError.otherSweep` if it
  /// has another.
  init?(for plan: Plan, in directory: String) throws {
    guard FileManager.default.fileExists(atPath: "\(directory)/\(ResultStore.fileName)") else { return nil }
    let store: ResultStore
    do { store = try ResultStore(readingFrom: directory) } catch StoreError.noSweep { return nil }
    try store.requireSameSweep(as: plan)
    trials = try store.trialsWithResults()
    change = PlanChange(from: try store.plan(), to: plan, task: task(of: plan), results: trials)
  }
}
