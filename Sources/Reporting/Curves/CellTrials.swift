import Plans
import Trials

/// The trials of every cell in the table's layout. Each column of each facet is a panel, whose rows are the table's.
struct CellTrials {
  /// The trials of one cell.
  struct Row {
    /// The row's index and label in the table.
    let index: Int
    let label: String
    /// The trials, in the sweep file's order of seeds.
    let trials: [TrialIdentifier]
    /// The trials' seeds.
    let seeds: [Int]
  }

  /// One column of one facet.
  struct Panel {
    /// The facet and the column: `semantics = corrected, rareClasses = 7`; empty if there is only one panel.
    let title: String
    let rows: [Row]
  }

  /// The panels, facet by facet and column by column.
  let panels: [Panel]

  init(of plan: Plan, in table: Table) {
    let byCoordinates = Dictionary(
      uniqueKeysWithValues: zip(plan.cells, plan.trialsByCell).map { ($0.coordinates, $1) })
    panels = table.facets.flatMap { facet in
      table.columnLabels.indices.compactMap { column in
        let rows = table.rowLabels.enumerated().compactMap { index, label -> Row? in
          guard let cell = facet.cells[index][column] else { return nil }
          let coordinates = Dictionary(cell.coordinates.map { ($0.axis, $0.value) }) { first, _ in first }
          let trials = byCoordinates[coordinates] ?? []
          return Row(
            index: index, label: label, trials: trials.map(\.identifier), seeds: trials.map(\.specification.seed))
        }
        guard !rows.isEmpty else { return nil }
        let facets = facet.coordinates.map { "\($0.axis) = \($0.value)" }
        let columns = table.columns.map { ["\($0.name) = \(table.columnLabels[column])"] } ?? []
        return Panel(title: (facets + columns).joined(separator: ", "), rows: rows)
      }
    }
  }
}
