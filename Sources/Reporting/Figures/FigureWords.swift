import Trials

/// The sentences of headings and captions about a table's results.
struct FigureWords {
  private let table: Table

  init(_ table: Table) { self.table = table }

  /// What a figure of `kind` shows of the sweep.
  func subject(of kind: FigureKind) -> String {
    switch kind {
    case .curves: "learning curves"
    case .codeLengths: "code lengths"
    case .timeline: "what ran when"
    default: table.metric.nameWithUnit
    }
  }

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

  /// Which cells are drawn.
  func choice(of placed: PlacedCells) -> String {
    placed.cells.count < placed.all
      ? "The \(placed.cells.count) best of \(placed.all) cells." : "All \(counted(placed.all, "cell"))."
  }

  /// The sentences under all charts of curves, each once; those that are not about all name their curve.
  func common(_ figures: [CurveFigure]) -> [String] {
    let shared =
      figures.first?.caption.filter { sentence in figures.allSatisfy { $0.caption.contains(sentence) } } ?? []
    let own = figures.flatMap { figure in
      figure.caption.filter { !shared.contains($0) }.map { "\(figure.name): \($0)" }
    }
    return shared + own
  }
}
