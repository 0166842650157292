import Trials

/// The charts of all curves of trials that did not diverge: curves of metrics first, then the others by name. Curves of
/// places in a network are separate.
struct CurveSection {
  let learningCurves: String
  /// Each place's code length against the step, followed by a collapsed section that compares places in the network.
  let codeLengths: String

  /// `task` declares the curves. A curve that it does not declare counts steps.
  init(metrics: [Metric], task: TaskDescription?, cells: CellTrials, results: [TrialIdentifier: TrialResult]) {
    func rank(_ name: String) -> Int { metrics.firstIndex { $0.name == name } ?? metrics.count }
    let names = Set(results.values.flatMap(\.curves.keys)).sorted { left, right in
      rank(left) != rank(right) ? rank(left) < rank(right) : left.precedesByNumber(right)
    }
    let curves = names.map { name in
      task?.curve(name) ?? Curve(name, unit: metrics.first { $0.name == name }?.unit ?? "", per: .step)
    }
    let diverged = DivergedSeeds(results)
    let counted = DivergedSeeds.others(of: results)
    func figure(_ curve: Curve) -> String {
      Self.html(
        CurveFigure(
          name: curve.encodedName, unit: curve.unit, per: curve.axis, of: cells,
          curves: counted.compactMapValues { $0.curves[curve.encodedName] }, diverged: diverged))
    }
    let figures = curves.filter { $0.place == nil }.map(figure)
    learningCurves = figures.isEmpty ? "" : ([Self.introduction] + figures).joined(separator: "\n")

    let lengths = curves.filter { $0.place != nil }
    let pairs = CodeLengthPair.all(of: lengths).map { Self.comparison($0, cells, counted, diverged) }
    let comparisons =
      pairs.isEmpty
      ? [] : ["<details><summary>Layers, steps and nets compared</summary>"] + pairs + ["</details>"]
    codeLengths = (lengths.map(figure) + comparisons).joined(separator: "\n")
  }

  private static let introduction =
    #"<p class="note">A line for each row of the table, a chart for each column.</p>"#

  private static func comparison(
    _ pair: CodeLengthPair, _ cells: CellTrials, _ results: [TrialIdentifier: TrialResult], _ diverged: DivergedSeeds
  ) -> String {
    let differences = results.compactMapValues { pair.difference($0.curves) }
    let against = pair.charts(of: cells, results: results)
    let figure = CurveFigure(
      name: pair.name, unit: pair.second.unit, per: pair.second.axis, of: cells, curves: differences, diverged: diverged
    )
    return html(figure)
      + "\n<figure>\(grid(against))<figcaption>The one against the other, mean over the seeds.</figcaption></figure>"
  }

  private static func html(_ figure: CurveFigure) -> String {
    guard !figure.caption.isEmpty else { return "" }
    let caption = figure.caption.map(escaped).joined(separator: "<br>")
    let charts = figure.charts.isEmpty ? "" : grid(figure.charts)
    return """
      <h3>\(escaped(figure.name))</h3>
      <figure>\(charts)<figcaption>\(caption)</figcaption></figure>
      """
  }

  private static func grid(_ charts: [Chart]) -> String {
    "<div class=\"charts\(charts.count == 1 ? " single" : "")\">\n\(charts.map(\.svg).joined(separator: "\n"))\n</div>"
  }
}
