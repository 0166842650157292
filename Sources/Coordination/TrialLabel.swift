import Sweeps

extension Plan {
  /// What people call `trial`: its coordinates in the order of the axes, then its seed: `normalization=rn classes=7 seed=3`.
  public func label(of trial: PlannedTrial) -> String {
    let coordinates = cells[trial.cell].coordinates
    let parts = axes.compactMap { axis in coordinates[axis.name].map { "\(axis.name)=\($0)" } }
    return (parts + ["seed=\(trial.specification.seed)"]).joined(separator: " ")
  }
}
