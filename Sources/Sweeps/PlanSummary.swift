public import Plans
public import Trials

/// The trials that a plan would run, for people (`text`) and for programs (`json`).
public struct PlanSummary: Sendable {
  /// The plan.
  public let plan: Plan
  /// The plan's task.
  public let task: TaskDescription
  /// The directory of the results, which may not exist yet.
  public let directory: String
  /// The trials that are done, including trials outside the plan; nil if the directory has no results yet.
  public let done: Set<TrialIdentifier>?
  /// The results that leave the table with this plan; nil if none does.
  public let change: PlanChange?

  /// A summary of `plan`.
  public init(
    _ plan: Plan, task: TaskDescription, directory: String, done: Set<TrialIdentifier>?, change: PlanChange? = nil
  ) {
    self.plan = plan
    self.task = task
    self.directory = directory
    self.done = done
    self.change = change
  }

  /// The number of the plan's trials that are done.
  public var doneCount: Int { plan.trials.count { isDone($0) } }

  func isDone(_ trial: PlannedTrial) -> Bool { done?.contains(trial.identifier) ?? false }

  var fixedSettings: [FixedSetting] { plan.fixedSettings(of: task) }
}
