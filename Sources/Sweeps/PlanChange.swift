import Digests
public import Plans
public import Trials

/// The results that leave a sweep's table because the sweep file has changed, for people.
///
/// Results that leave the table stay in their directory, and come back when a plan holds their trials again.
public struct PlanChange: Sendable {
  /// The number of trials with a result in the older plan but not in the newer one.
  public let leavingResults: Int
  /// The number of trials with a result in the older plan.
  public let results: Int
  /// The changes: `epochs: 2, was 1`.
  public let changes: [String]

  /// The change from `older` to `newer`, two plans of `task`. `results` are the trials that have a result; nil if none
  /// of them leaves the table.
  public init?(from older: Plan, to newer: Plan, task: TaskDescription, results: Set<TrialIdentifier>) {
    leavingResults = older.trials(notIn: newer).count { results.contains($0.identifier) }
    guard leavingResults > 0 else { return nil }
    self.results = older.trials.count { results.contains($0.identifier) }
    let before = older.values(of: task)
    let after = newer.values(of: task)
    let changes = before.compactMap { name, values -> String? in
      let now = after.first { $0.name == name }?.values ?? []
      guard !Set(values).isSubset(of: now) else { return nil }
      return "\(name): \(Self.list(now)), was \(Self.list(values))"
    }
    self.changes = changes.isEmpty ? ["which combinations of values the grid has"] : changes
  }

  /// The number of results that leave the table, a line for each change, and the way to bring the results back.
  public var text: String {
    let head =
      "\(leavingResults) of \(counted(results, "result")) so far \(leavingResults == 1 ? "leaves" : "leave") the "
      + "table, because the sweep file changed:"
    let end = "Nothing is deleted. To bring the results back into the table, undo the changes and run the file again."
    return ([head] + changes.map { "  \($0)" } + [end]).joined(separator: "\n")
  }

  private static func list(_ values: [String]) -> String {
    let shown = values.prefix(12).joined(separator: " ")
    return values.isEmpty ? "none" : values.count > 12 ? "\(shown) … (\(values.count) values)" : shown
  }
}

extension Plan {
  /// Everything in which the trials of two plans of `task` can differ, with the values in this plan.
  fileprivate func values(of task: TaskDescription) -> [(name: String, values: [String])] {
    guard let first = trials.first?.specification else { return [] }
    let fixed = task.completed(first.settings)
    let settings = task.settings.map { setting in
      let axis = axes.first { $0.name == setting.name }?.values
      return (setting.name, (axis ?? fixed[setting.name].map { [$0] } ?? []).map(\.description))
    }
    let data = Set(trials.flatMap(\.specification.data)).map { "\($0.name) \($0.sha256.description.prefix(8))" }
      .sorted()
    return settings + [
      ("seeds", seeds.map(String.init)), ("version of the task", ["\(first.taskVersion)"]), ("data", data),
    ]
  }
}
