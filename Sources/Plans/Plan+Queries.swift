public import Trials

extension Plan {
  /// The trials of every cell in `cells`, in the order of the seeds. A cell with `Cell.sameAs` has the trials of that
  /// cell.
  public var trialsByCell: [[PlannedTrial]] {
    var trials = [[PlannedTrial]](repeating: [], count: cells.count)
    for trial in self.trials { trials[trial.cell.number].append(trial) }
    return cells.map { trials[($0.sameAs ?? $0.index).number] }
  }

  /// The settings that are not axes, in the order of the task, each with its value in every trial that uses it.
  public func fixedSettings(of task: TaskDescription) -> [FixedSetting] {
    let axes = Set(axes.map(\.name))
    let firsts = trialsByCell.compactMap { $0.first.map { task.completed($0.specification.settings) } }
    return task.settings.filter { !axes.contains($0.name) }.compactMap { setting in
      let user = firsts.first { !(setting.idle?.applies($0) ?? false) }
      return (user ?? firsts.first)?[setting.name].map {
        FixedSetting(setting: setting, value: $0, isUsed: user != nil)
      }
    }
  }

  /// The place of `cell` in the grid, for people, in the order of the axes: `normalization=rn rareClasses=7`.
  public func coordinatesText(of cell: Cell) -> String { cell.text(in: axes) }

  /// The directory of the sweep's results if none is stated: `results/NAME`.
  public var defaultDirectory: String { "results/\(name)" }
}

extension Cell {
  /// The place of the cell in the grid, for people, in the order of `axes`: `normalization=rn rareClasses=7`.
  public func text(in axes: [Axis]) -> String {
    axes.compactMap { axis in coordinates[axis.name].map { "\(axis.name)=\($0)" } }.joined(separator: " ")
  }
}
