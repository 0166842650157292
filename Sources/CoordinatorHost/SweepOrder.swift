import Plans

/// What a command asks of the coordinator that serves a directory of results.
enum SweepOrder: Codable {
  /// To go on with a plan that holds every trial of the present one.
  case extend(Plan)
  /// To send the workers away and to end.
  case dismiss

  /// What the coordinator says to it.
  struct Answer: Codable {
    let isAccepted: Bool
    /// One sentence.
    let text: String
  }

  /// Whether its numbers and identities are those of a plan.
  var isPlausible: Bool {
    guard case .extend(let plan) = self else { return true }
    return plan.trials.allSatisfy { trial in
      plan.cells.indices.contains(trial.cell.number)
        && trial == PlannedTrial(cell: trial.cell, specification: trial.specification)
    }
  }
}
