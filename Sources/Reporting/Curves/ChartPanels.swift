import Trials

/// The charts of a figure: one for every column and facet of the table, with the rows that have something to draw.
struct ChartPanels {
  /// One chart.
  struct Panel {
    /// The column and the facet; empty if there is only one.
    let title: String
    /// Which of the panel's lines are in the chart: `lines 1 to 14 of 30`; empty for all.
    let part: String
    /// The table's rows that are the chart's lines.
    let rows: [CellTrials.Row]

    /// The text above the chart.
    var heading: String { [title, part].filter { !$0.isEmpty }.joined(separator: ", ") }
  }

  /// The most lines of a chart. Further rows get charts of their own.
  static let lineLimit = 14

  /// The panels, facet by facet, column by column and part by part.
  let panels: [Panel]

  /// The panels of `cells`, with the rows that have a trial with one of the `curves`.
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
