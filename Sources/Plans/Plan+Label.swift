import Trials

extension Plan {
  /// The label of `trial` for people: its place in the grid, then its seed: `normalization=rn rareClasses=7 seed=3`.
  public func label(of trial: PlannedTrial) -> String {
    let seed = "seed=\(trial.specification.seed)"
    return axes.isEmpty ? seed : "\(coordinatesText(of: self[trial.cell])) \(seed)"
  }
}
