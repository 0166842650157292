import Plans
import Trials

/// The trials of every cell in the table's layout: a panel for every column and facet, in it the rows.
struct CellTrials {
  /// The trials of one cell.
  struct Row {
    /// The row's place in the table, and what it is called there.
    let index: Int
    let label: String
    /// The trials in the order of the seeds in the sweep file.
    let trials: [TrialIdentifier]
    /// Their seeds.
    let seeds: [Int]
  }

  /// One column of one facet.
  struct Panel {
    /// The facet and the column: `semantics = corrected, rareClasses = 7`; empty where there is only one panel.
    let title: String
    let rows: [Row]
  }

  /// Facet by facet, column by column.
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
