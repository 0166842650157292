import Plans
import Trials

extension Plan {
  /// Throws `SweepFileErrors` where the arms have unequal numbers of candidates, or a trial would not report the metric that
  /// the sweep selects by.
  func requireFairSelection(of sweep: SweepFile, at field: Field, file: String) throws(SweepFileErrors) {
    guard let rule = selectionRule else { return }
    func error(_ message: String) -> SweepFileErrors {
      SweepFileErrors([
        SweepFileError(
          file: file, line: field.place.line, column: field.place.column, key: field.key, message: message)
      ])
    }
    let arms = Dictionary(grouping: cells) { $0.coordinates.filter { !rule.axes.contains($0.key) } }
    let sizes = arms.values.map(\.count).sorted()
    if let least = sizes.first, let most = sizes.last, least < most {
      throw error(
        "gives arms \(least) to \(most) candidates; expected as many for every arm, so that all have one budget")
    }
    for (cell, trials) in zip(cells, trialsByCell) {
      guard let trial = trials.first else { continue }
      let settings = sweep.experiment.task.completed(trial.specification.settings)
      if !sweep.experiment.reports(rule.metric, with: settings) {
        throw error(
          "selects by \(rule.metric.name), which the trials at \(coordinatesText(of: cell)) do not report: "
            + rule.metric.help)
      }
    }
  }
}
