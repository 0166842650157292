import Trials

/// The charts of all curves of trials that did not diverge. Curves of places in a network are separate.
struct CurveSection {
  private let curves: SweepCurves

  init(_ curves: SweepCurves) { self.curves = curves }

  /// The charts of each learning curve.
  ///
  /// Throws `UnfitTable` where the curves cannot be drawn against the chosen abscissa.
  func learningCurves() throws -> [String] { try curves.learning.map { Self.html(try curves.figure(of: $0)) } }

  /// The charts of each place's code length, followed by a collapsed section that compares places in the network.
  ///
  /// Throws `UnfitTable` where the curves cannot be drawn against the chosen abscissa.
  func codeLengths() throws -> [String] {
    let lengths = curves.codeLengths
    let pairs = try CodeLengthPair.all(of: lengths).map { try Self.comparison($0, curves) }
    let comparisons =
      pairs.isEmpty
      ? [] : ["<details><summary>Layers, steps and nets compared</summary>\(pairs.joined(separator: "\n"))</details>"]
    return try lengths.map { Self.html(try curves.figure(of: $0)) } + comparisons
  }

  /// The `figures` under a sentence that says what they are; empty without any.
  static func introduced(_ figures: [String]) -> String {
    figures.isEmpty ? "" : ([introduction] + figures).joined(separator: "\n")
  }

  static let introduction =
    #"<p class="note">A line for each row of the table, a chart for each column.</p>"#

  private static func comparison(_ pair: CodeLengthPair, _ curves: SweepCurves) throws -> String {
    let against = pair.charts(of: curves.cells, results: curves.results)
    return html(try curves.figure(of: pair))
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
    "<div class=\"charts\(charts.count == 1 ? " single" : "")\">\n\(charts.map(\.drawing.html).joined(separator: "\n"))\n</div>"
  }
}
