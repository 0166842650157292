import Digests
public import Plans
public import Trials

/// What leaves a sweep's table when its sweep file was changed, for people.
///
/// Results that leave stay in their directory, and come back when a plan holds their trials again.
public struct PlanChange: Sendable {
  /// How many trials with a result the older plan has and the newer one does not.
  public let leavingResults: Int
  /// How many trials with a result the older plan has.
  public let results: Int
  /// What changed: `epochs: 2, was 1`.
  public let changes: [String]

  /// What `newer` takes out of the table of `older`, two plans of `task`; nil where no trial of `results`, those that have
  /// one, leaves it.
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

  /// How many results leave the table, why, and how they come back: a line for each change, between two others.
  public var text: String {
    let head =
      "\(leavingResults) of \(counted(results, "result")) so far \(leavingResults == 1 ? "leaves" : "leave") the "
      + "table, because the sweep file changed:"
    let end = "Nothing is deleted: they are in the table again when the file is as it was and is run again."
    return ([head] + changes.map { "  \($0)" } + [end]).joined(separator: "\n")
  }

  private static func list(_ values: [String]) -> String {
    let shown = values.prefix(12).joined(separator: " ")
    return values.isEmpty ? "none" : values.count > 12 ? "\(shown) … (\(values.count) values)" : shown
  }
}

extension Plan {
  /// Everything that tells a trial of this plan from one of another plan of `task`, with the values that it has here.
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
