import Trials

extension Plan {
  /// Every trial by its identity. Built anew at each call: keep it where it is used often.
  public var trialsByIdentifier: [TrialIdentifier: PlannedTrial] {
    Dictionary(trials.map { ($0.identifier, $0) }) { first, _ in first }
  }

  /// Where `cell` is in the grid, for people: `normalization=rn rareClasses=7`, in the order of the axes.
  public func coordinatesText(of cell: Cell) -> String { cell.text(in: axes) }

  /// The directory of the sweep's results where none is stated: `results/NAME`.
  public var defaultDirectory: String { "results/\(name)" }
}

extension Cell {
  func text(in axes: [Axis]) -> String {
    axes.compactMap { axis in coordinates[axis.name].map { "\(axis.name)=\($0)" } }.joined(separator: " ")
  }
}
