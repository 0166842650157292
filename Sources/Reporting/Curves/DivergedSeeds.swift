import Plans
import Trials

/// The trials of a sweep that diverged. All charts leave them out and say so.
struct DivergedSeeds {
  private let outcomes: [TrialIdentifier: TrialOutcome]

  init(_ results: [TrialIdentifier: TrialResult]) {
    outcomes = results.mapValues(\.outcome)
  }

  /// The results of trials that did not diverge.
  static func others(of results: [TrialIdentifier: TrialResult]) -> [TrialIdentifier: TrialResult] {
    results.filter { !$0.value.outcome.hasDiverged }
  }

  /// `Diverged and left out: rn: 2 of 3 seeds, the first at step 17.`; nil if no trial of `cells` diverged.
  func sentence(_ cells: CellTrials) -> String? {
    let rows = cells.panels.flatMap { panel in
      panel.rows.compactMap { row -> String? in
        let results = row.trials.compactMap { outcomes[$0] }
        let steps = results.compactMap { outcome -> Int?? in
          if case .diverged(let step) = outcome { step } else { nil }
        }
        guard !steps.isEmpty else { return nil }
        let subject = panel.title.isEmpty ? row.label : "\(row.label) at \(panel.title)"
        let first = steps.compactMap(\.self).min().map { ", the first at step \($0)" } ?? ""
        return "\(subject): \(steps.count) of \(results.count) \(results.count == 1 ? "seed" : "seeds")\(first)"
      }
    }
    return rows.isEmpty ? nil : "Diverged and left out: \(rows.joined(separator: "; "))."
  }
}
