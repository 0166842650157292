import Trials

/// Which charts a figure has: one for every column and facet of the table, with its rows that have something to draw.
struct ChartPanels {
  /// One chart.
  struct Panel {
    /// The column and facet; empty where there is only one.
    let title: String
    /// Which of the panel's lines these are: `lines 1 to 14 of 30`; empty where they are all.
    let part: String
    /// The rows of the table that are lines of the chart.
    let rows: [CellTrials.Row]

    /// What stands above the chart.
    var heading: String { [title, part].filter { !$0.isEmpty }.joined(separator: ", ") }
  }

  /// The most lines of a chart; the table's further rows get charts of their own.
  static let lineLimit = 14

  /// Facet by facet, column by column, and in these part by part.
  let panels: [Panel]

  /// The panels of `cells` with the rows that have a trial with one of the `curves`.
  init(of cells: CellTrials, curves: [TrialIdentifier: [CurvePoint]]) {
    panels = cells.panels.flatMap { panel in
      let rows = panel.rows.filter { row in row.trials.contains { MeanCurve.counts(curves[$0] ?? []) } }
      return stride(from: 0, to: rows.count, by: Self.lineLimit).map { start in
        let end = min(start + Self.lineLimit, rows.count)
        let part = rows.count > Self.lineLimit ? "lines \(start + 1) to \(end) of \(rows.count)" : ""
        return Panel(title: panel.title, part: part, rows: Array(rows[start..<end]))
      }
    }
  }

  /// The width of each chart.
  var width: Double { panels.count == 1 ? 760 : 440 }

  /// The most points of a line.
  var pointLimit: Int { panels.count == 1 ? 200 : 100 }
}
