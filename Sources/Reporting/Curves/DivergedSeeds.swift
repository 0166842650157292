import Plans
import Trials

/// The trials of a sweep that diverged: all charts leave them out and say so.
struct DivergedSeeds {
  private let metrics: [TrialIdentifier: TrialMetrics]

  init(_ results: [TrialIdentifier: TrialResult]) {
    metrics = results.mapValues(\.finalMetrics)
  }

  /// The results of trials that did not diverge.
  static func others(of results: [TrialIdentifier: TrialResult]) -> [TrialIdentifier: TrialResult] {
    results.filter { !$0.value.finalMetrics.hasDiverged }
  }

  /// `Diverged and left out: rn: 2 of 3 seeds, the first at step 17.`; nil where no trial of `cells` diverged.
  func sentence(_ cells: CellTrials) -> String? {
    let rows = cells.panels.flatMap { panel in
      panel.rows.compactMap { row -> String? in
        let results = row.trials.compactMap { metrics[$0] }
        let diverged = results.filter(\.hasDiverged)
        guard !diverged.isEmpty else { return nil }
        let subject = panel.title.isEmpty ? row.label : "\(row.label) at \(panel.title)"
        let first = diverged.compactMap(\.divergedAt).min().map { ", the first at step \($0)" } ?? ""
        return "\(subject): \(diverged.count) of \(results.count) \(results.count == 1 ? "seed" : "seeds")\(first)"
      }
    }
    return rows.isEmpty ? nil : "Diverged and left out: \(rows.joined(separator: "; "))."
  }
}
