import Trials

/// A figure of a sweep's results: its panels and its caption.
public struct Figure: Sendable {
  let heading: String
  let panels: [any FigurePanel]
  let caption: [String]

  /// The figure of `kind` of what `source` holds.
  ///
  /// Throws `UnfitTable` if the table has no such picture, for example no axis to draw the metric against, and
  /// `UnknownName` for a curve that no trial has.
  public init(_ kind: FigureKind, of source: FigureSource) throws {
    let (table, comparison) = (source.table, source.comparison)
    let words = FigureWords(table)
    heading = "\(table.sweep): \(words.subject(of: kind))"
    switch kind {
    case .curves, .codeLengths:
      let figures = try source.curveFigures(atPlaces: kind == .codeLengths)
      panels = figures.flatMap(\.charts)
      caption = words.common(figures)
    case .axis:
      panels = try AxisFigure.metric(of: table)
      caption = [words.intervals] + words.holes
    case .difference:
      panels = try AxisFigure.differences(of: comparison)
      caption = [
        "Difference of the means over the seeds that a row and the reference have in common, with its 95 % interval (paired t)."
      ]
    case .forest:
      panels = [try ForestPlot.plot(of: comparison)]
      caption = [
        "Difference of the means with its 95 % interval, not corrected for their number. A full disc: t test and exact test, "
          + "corrected by Holm, both find a difference."
      ]
    case .seeds:
      panels = SeedDots.panels(of: table)
      caption = ["A dot for each seed. " + words.intervals] + words.holes
    case .profile:
      panels = ProfileFigure.panels(of: table)
      caption = [
        "The share of seeds whose \(table.metric.name) is at least as good as the value below. Diverged seeds count as worse than all values."
      ]
    case .iqm:
      let scores = try ColumnScores(table)
      panels = [try scores.means(of: table.metric)]
      caption = ["The mean without the best and the worst quarter of the runs. " + scores.caption] + words.holes
    case .improvement:
      let scores = try ColumnScores(table)
      guard let reference = comparison.reference else { throw UnfitTable.withoutReference }
      panels = [try scores.improvements(of: table.metric, over: reference)]
      caption = ["The mean over the columns; a tie counts as half. " + scores.caption] + words.holes
    case .ranks:
      let diagram = try RankDiagram(of: table)
      panels = [diagram]
      caption = diagram.caption + words.holes
    case .heat:
      panels = HeatMap.panels(of: table)
      caption = ["Means over the seeds. In each \(TableText(table).line) a stronger shade is better."] + words.holes
    case .scatter:
      let placed = try PlacedCells(table, limit: ScatterFigure.limit)
      panels = ScatterFigure.panels(of: table, placed)
      caption = ["A dot for each cell: its mean over the seeds. " + words.choice(of: placed)] + words.holes
    case .parallel:
      let placed = try PlacedCells(table, limit: ParallelCoordinates.limit)
      panels = [ParallelCoordinates(of: table, placed)]
      caption =
        [
          "A line for each cell, the best drawn wide. " + words.choice(of: placed)
            + " The nearer an axis is to the metric, the more of the variance of these means its values account for."
        ] + words.holes
    case .timeline:
      let timeline = try Timeline(of: source.attempts())
      panels = [timeline]
      caption = timeline.caption
    }
    guard !panels.isEmpty else {
      throw UnfitTable(
        reason: "has no \(kind.isOfCurves ? "curves of this kind" : "results of \(table.metric.name)") yet")
    }
  }

  /// The figure as an SVG file, with colours for light or dark paper.
  public func svg(dark: Bool = false) -> String {
    let drawing = Drawing.arranged(
      panels.map(\.drawing), columns: panels.count == 1 ? 1 : 2, heading: heading, caption: caption)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing.svg(dark ? .dark : .light) + "\n"
  }

  /// The figure as part of a page.
  var html: String {
    let drawings = panels.map(\.drawing.html).joined(separator: "\n")
    return """
      <figure><div class="panels">\(drawings)</div>
      <figcaption>\(caption.map(escaped).joined(separator: "<br>"))</figcaption></figure>
      """
  }
}

/// A table that cannot be drawn as the requested figure.
public struct UnfitTable: Error, CustomStringConvertible {
  let reason: String

  public var description: String { "the table \(reason)" }

  static let withoutReference = UnfitTable(
    reason: "has no reference to compare rows with: name one with --reference")
}
