import Trials

/// All charts of one curve: one for every column and facet of the table, with a line for every row. The charts share
/// their vertical scale, unless one of them would be flat on it.
struct CurveFigure {
  /// The curve's name: `trainLoss`.
  let name: String
  /// The charts, facet by facet and column by column.
  let charts: [Chart]
  /// What a reader must know: the meaning of the band, how many values a point averages, and which seeds are left out
  /// or ended early.
  let caption: [String]

  /// Lays out the `curves` of trials that did not diverge in the panels of `cells`. `unit` is the unit of the values
  /// and may be empty; `axis` says what the steps count, and `pace` how far across they reach. `diverged` are the other
  /// trials.
  init(
    name: String, unit: String, per axis: Curve.Axis, of cells: CellTrials, curves: [TrialIdentifier: [CurvePoint]],
    diverged: DivergedSeeds, pace: CurvePace
  ) {
    self.name = name
    let layout = ChartPanels(of: cells, curves: curves)
    let panels = layout.panels.map { panel in
      Panel(
        place: panel,
        lines: panel.rows.compactMap { row in
          let trials = row.trials.filter { curves[$0] != nil }
          return pace.width(ofOneCount: trials).map { width in
            Line(row: row, curve: MeanCurve(trials.compactMap { curves[$0] }, limit: layout.pointLimit), width: width)
          }
        })
    }
    let scales = Self.scales(panels)
    charts = zip(panels, scales).map { panel, scale in
      let measure = unit.isEmpty ? name : "\(name) (\(unit))"
      return Chart(
        title: panel.place.heading, xLabel: pace.label,
        yLabel: measure + (scale.isLogarithmic ? ", logarithmic" : ""),
        lines: panel.lines.map { Chart.Line(label: $0.row.label, points: $0.points, style: $0.row.index) },
        x: .steps(panel.points.map(\.x)), y: scale, width: layout.width)
    }
    caption =
      Self.caption(panels, axis) + [pace.note, diverged.sentence(cells)].compactMap(\.self)
      + (Set(scales.map(\.domain)).count > 1 ? ["Each chart has an upward scale of its own."] : [])
  }

  private struct Panel {
    let place: ChartPanels.Panel
    let lines: [Line]

    var points: [Chart.Point] { lines.flatMap(\.points) }
  }

  /// A row's mean curve, drawn with a band where most of its seeds are.
  private struct Line {
    let row: CellTrials.Row
    let curve: MeanCurve
    /// How far across one step reaches.
    let width: Double

    /// The least share of a line's seeds that a band is drawn over.
    static let share = 0.8

    private func hasMost(_ point: MeanCurve.Point) -> Bool {
      Double(point.count) >= Self.share * Double(curve.seeds)
    }

    /// Whether seeds leave the mean after most of them were in it.
    var thinsOut: Bool { points.contains(where: \.isMarked) }

    /// The points. The first with too few seeds after one with enough is marked.
    var points: [Chart.Point] {
      zip([nil] + curve.points.map(Optional.some), curve.points).map { previous, point in
        var band: ClosedRange<Double>?
        if hasMost(point), let error = point.standardError, error.isFinite {
          band = (point.mean - error)...(point.mean + error)
        }
        return Chart.Point(
          x: point.step * width, y: point.mean, band: band, count: point.count,
          isMarked: previous.map(hasMost) == true && !hasMost(point))
      }
    }
  }

  /// The vertical scale of every panel: one for all, unless the means of a panel, which are not all equal, would fill
  /// less than a third of it.
  private static func scales(_ panels: [Panel]) -> [ChartScale] {
    func scale(_ points: [Chart.Point]) -> ChartScale {
      .measured(points.map(\.y), bands: points.compactMap(\.band))
    }
    let shared = scale(panels.flatMap(\.points))
    let isFlat = panels.contains { panel in
      let means = panel.points.map(\.y)
      guard let lowest = means.min(), let highest = means.max(), !ChartScale.isConstant(lowest...highest) else {
        return false
      }
      return shared.position(highest) - shared.position(lowest) < 1 / 3.0
    }
    return panels.map { isFlat ? scale($0.points) : shared }
  }

  private static func caption(_ panels: [Panel], _ axis: Curve.Axis) -> [String] {
    let curves = panels.flatMap { $0.lines.map(\.curve) }
    guard let fewest = curves.map(\.seeds).min(), let most = curves.map(\.seeds).max() else { return [] }
    let n = fewest == most ? "n = \(most)" : "n = \(fewest) to \(most)"
    let band =
      most > 1 ? "Mean over the seeds, with a band of ± one standard error (\(n))" : "One seed (n = 1), no band"
    let window = curves.map(\.window).max() ?? 1
    var sentences = [
      band + (window > 1 ? "; a point averages up to \(window) neighbouring values of each seed." : ".")
    ]
    if let first = curves.flatMap(\.endedAt).min() {
      sentences.append(
        "Seeds end at different \(axis)s, the first at \(first): from there on the mean is that of the others.")
    }
    if panels.contains(where: { $0.lines.contains(where: \.thinsOut) }) {
      sentences.append("A ring stands where fewer than 80 % of a line's seeds go on; there the band ends.")
    }
    let notFinite = panels.flatMap { panel in
      panel.lines.compactMap { line in
        let (row, curve) = (line.row, line.curve)
        return curve.notFiniteAt.min().map { first in
          let subject = panel.place.title.isEmpty ? row.label : "\(row.label) at \(panel.place.title)"
          return "\(subject): \(curve.notFiniteAt.count) of \(curve.seeds) seeds, the first at \(axis) \(first)"
        }
      }
    }
    if !notFinite.isEmpty {
      sentences.append("Not finite and left out of the mean there: \(notFinite.joined(separator: "; ")).")
    }
    return sentences
  }
}
