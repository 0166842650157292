import Plans

/// What a command asks of the coordinator that serves a directory of results.
enum SweepOrder: Codable {
  /// Extend the sweep to a plan that holds every trial of the present one.
  case extend(Plan)
  /// Send the workers away and end.
  case dismiss

  /// The coordinator's answer.
  struct Answer: Codable {
    let isAccepted: Bool
    /// One sentence.
    let text: String
  }

  /// Whether the numbers and identifiers can be those of a plan.
  var isPlausible: Bool {
    guard case .extend(let plan) = self else { return true }
    return plan.trials.allSatisfy { trial in
      plan.cells.indices.contains(trial.cell.number)
        && trial == PlannedTrial(cell: trial.cell, specification: trial.specification)
    }
  }
}
