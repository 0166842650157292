import Foundation
import Plans
import Reporting
import Results
import SharedCommands
import Sweeps
import Trials

/// The results that a directory holds for a plan.
struct HeldResults {
  /// The trials with a result, of the directory's plan and of its earlier plans.
  let trials: Set<TrialIdentifier>
  /// The report's plan, as chosen by the directory's results; nil without a selection or before its search is done.
  let report: Plan?
  /// What leaves the table with the new plan; nil if nothing does.
  let change: PlanChange?

  /// The results in `directory` for `plan`; nil if the directory has no sweep yet. Throws `StoreError.otherSweep` if it
  /// has another. `open` decides how thoroughly the directory is checked.
  init?(
    for plan: Plan, in directory: String,
    opening open: (String) throws -> ResultStore = ResultStore.init(readingFrom:)
  ) throws {
    guard FileManager.default.fileExists(atPath: "\(directory)/\(ResultStore.fileName)") else { return nil }
    let store: ResultStore
    do { store = try open(directory) } catch StoreError.noSweep { return nil }
    try store.requireSameSweep(as: plan)
    let trials = try store.trialsWithResults()
    let isSearched = plan.selectionRule != nil && plan.trials.allSatisfy { trials.contains($0.identifier) }
    let report = isSearched ? try plan.report(choosingBy: store.outcomes(of: plan.trials)) : nil
    self.trials = trials
    self.report = report
    change = PlanChange(from: try store.plan(), to: report ?? plan, task: task(of: plan), results: trials)
  }
}
