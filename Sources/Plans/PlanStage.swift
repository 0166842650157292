/// Which of the two stages of a sweep that selects before it reports a plan is.
public enum PlanStage: Sendable, Codable {
  /// All candidates, on the seeds of the search.
  case selecting(SelectionRule)
  /// What was chosen, on the seeds of the report.
  case reporting(Selection)
}

extension Plan {
  /// By what the plan's search selects; nil for a plan that is no search.
  public var selectionRule: SelectionRule? {
    if case .selecting(let rule) = stage { rule } else { nil }
  }

  /// What was selected before the plan's trials; nil for a plan that reports no selection.
  public var selection: Selection? {
    if case .reporting(let selection) = stage { selection } else { nil }
  }
}
