public import Plans
public import Trials

/// What a plan would run, for people (`text`) and for programs (`json`).
public struct PlanSummary: Sendable {
  /// The plan.
  public let plan: Plan
  /// The plan's task.
  public let task: TaskDescription
  /// Where the results are kept or will be.
  public let directory: String
  /// The trials that are done already, also such as the plan does not have; nil where there are no results yet.
  public let done: Set<TrialIdentifier>?
  /// What leaves the table with this plan; nil where nothing does.
  public let change: PlanChange?

  /// A summary of `plan`, some of whose trials may be done.
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
