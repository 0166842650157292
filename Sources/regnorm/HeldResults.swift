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

  /// The results in `store` for `plan`. Throws `StoreError.noSweep` if the directory has no sweep yet, `otherSweep` if it
  /// has another.
  init(for plan: Plan, in store: ResultStore) throws {
    try store.requireSameSweep(as: plan)
    let trials = try store.trialsWithResults()
    let isSearched = plan.selectionRule != nil && plan.trials.allSatisfy { trials.contains($0.identifier) }
    let report = isSearched ? try plan.report(choosingBy: store.outcomes(of: plan.trials)) : nil
    self.trials = trials
    self.report = report
    let plan = report ?? plan
    change =
      try store.holds(plan) ? nil : PlanChange(from: store.plan(), to: plan, task: task(of: plan), results: trials)
  }
}
