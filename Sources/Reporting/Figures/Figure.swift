import Trials

/// A figure of a table's results: its panels and its caption.
public struct Figure: Sendable {
  let heading: String
  let panels: [Drawing]
  let caption: [String]

  /// The figure of `kind` of the results that `comparison` compares.
  ///
  /// Throws `UnfitTable` if the table has no such picture, for example no axis to draw the metric against.
  public init(_ kind: FigureKind, of comparison: TableComparison) throws {
    let table = comparison.table
    heading = "\(table.sweep): \(table.metric.nameWithUnit)"
    let words = FigureWords(table)
    switch kind {
    case .axis:
      panels = try AxisFigure.metric(of: table).map(\.drawing)
      caption = [words.intervals] + words.holes
    case .difference:
      panels = try AxisFigure.differences(of: comparison).map(\.drawing)
      caption = [
        "Difference of the means over the seeds that a row and the reference have in common, with its 95 % interval (paired t)."
      ]
    case .forest:
      panels = [try ForestPlot(comparison).drawing]
      caption = [
        "Difference of the means with its 95 % interval, not corrected for their number. A full disc: t test and exact test, "
          + "corrected by Holm, both find a difference."
      ]
    case .seeds:
      panels = SeedDots.panels(of: table).map(\.drawing)
      caption = ["A dot for each seed. " + words.intervals] + words.holes
    case .heat:
      panels = HeatMap.panels(of: table).map(\.drawing)
      caption = ["Means over the seeds. In each \(TableText(table).line) a darker shade is better."] + words.holes
    case .profile:
      panels = ProfileFigure.panels(of: table).map(\.drawing)
      caption = [
        "The share of seeds whose \(table.metric.name) is at least as good as the value below. Diverged seeds count as worse than all values."
      ]
    }
    guard !panels.isEmpty else { throw UnfitTable(reason: "has no results of \(table.metric.name) yet") }
  }

  /// The figure as an SVG file, with colours for light or dark paper.
  public func svg(dark: Bool = false) -> String {
    let drawing = Drawing.arranged(
      panels, columns: panels.count == 1 ? 1 : 2, heading: heading, caption: caption)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing.svg(dark ? .dark : .light) + "\n"
  }
}

/// A table that cannot be drawn as the requested figure.
public struct UnfitTable: Error, CustomStringConvertible {
  let reason: String

  public var description: String { "the table \(reason)" }
}

/// The sentences of captions about a table's results.
struct FigureWords {
  private let table: Table

  init(_ table: Table) { self.table = table }

  /// The meaning of a mean's whisker.
  var intervals: String { "Mean over \(TableText(table).seeds) with its 95 % interval (Student's t)." }

  /// How many results are missing or diverged; empty if none are.
  var holes: [String] {
    var lines: [String] = []
    if table.diverged > 0 { lines.append("\(counted(table.diverged, "result")) diverged.") }
    if table.incompleteCells > 0 {
      lines.append("\(table.done) of \(table.planned) trials are done: means are over the seeds that are there.")
    }
    return lines
  }
}
