import Coordination
import Plans
public import Results
public import Trials

/// A sweep's results as one HTML page: what ran, its tables, learning curves and pictures.
///
/// Once every trial is done, the page depends only on the results, not on the clock or their order; only the last
/// section also says where the trials ran. Until then the page also says how many trials failed and are running. The
/// page is self-contained: it needs no network, and is complete where scripts are off.
public struct Report: Sendable {
  private let sweep: SweepRecord
  private let task: TaskDescription?

  private var plan: Plan { sweep.plan }
  private var results: [TrialIdentifier: TrialResult] { sweep.results }

  /// A report of `sweep`, which may be running. `task` declares the curves, and the values of settings that the trials
  /// do not state because the task gained them later. Nil if this build does not know the task.
  public init(of sweep: SweepRecord, task: TaskDescription?) {
    self.sweep = sweep
    self.task = task
  }

  /// The page. For a sweep without results the page says so.
  ///
  /// - Parameters:
  ///   - metric: the metric that comes first; nil for the sweep's own.
  ///   - rows: the axis of the tables' rows and the charts' lines; nil as for `Table`.
  ///   - columns: the axis of the tables' columns and of the charts; nil as for `Table`.
  ///
  /// Throws the errors of `Table`, and `PNGError` if a picture cannot be compressed.
  public func html(metric: String? = nil, rows: String? = nil, columns: String? = nil) throws -> String {
    let metrics = Dictionary(
      uniqueKeysWithValues: results.map { trial, result in
        (trial, sweep.seconds[trial].map { result.outcome.adding($0, as: .seconds) } ?? result.outcome)
      })
    func table(_ metric: String?) throws -> Table {
      try Table(of: plan, metrics: metrics, damaged: sweep.damaged, metric: metric, rows: rows, columns: columns)
    }
    let first = try table(metric)
    let others = try plan.metrics.filter { $0.name != first.metric.name }.map { try table($0.name) }
    let source = FigureSource(
      try TableComparison(of: first, with: .planned), task: task, record: { sweep }, attempts: { sweep.attempts })
    let laidOut = SweepCurves(of: sweep, in: first, task: task)
    let curves = CurveSection(laidOut)
    let pictures = try PictureSection(cells: laidOut.cells, results: results)
    let figures = try FigureSection(of: source)
    let sections: [(identifier: String, title: String, body: String)] = [
      ("table", "Table", tables(first, others)),
      ("comparisons", "Comparisons", figures.comparisons), ("figures", "Figures", figures.others),
      ("curves", "Learning curves", CurveSection.introduced(try curves.learningCurves())),
      ("code-lengths", "Code lengths", CurveSection.introduced(try curves.codeLengths())),
      ("pictures", "Pictures", pictures.html),
      ("run", "What ran", try RunSection(of: sweep, task: task, figures: source).html),
    ].filter { !$0.2.isEmpty }
    let links = sections.map { "<a href=\"#\($0.identifier)\">\($0.title)</a>" }
    let body = sections.map { "<h2 id=\"\($0.identifier)\">\($0.title)</h2>\n\($0.body)" }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(plan.name)): \(escaped(first.metric.name))</title>
      <style>
      \(PageStyle.sheet)
      </style>
      </head>
      <body>
      <h1>\(escaped(plan.name))</h1>
      <p class="lead">\(escaped(plan.summary))</p>
      \(tiles)
      <nav><div class="wide">\(links.joined())</div></nav>
      \(body.joined(separator: "\n"))
      <script>
      \(PageScript.text)
      </script>
      </body>
      </html>

      """
  }

  private var tiles: String {
    let counts = sweep.counts
    let diverged = results.values.count(where: \.outcome.hasDiverged)
    let items = [
      ("\(counts.done) of \(counts.planned)", "trials done", false), ("\(diverged)", "diverged", diverged > 0),
      ("\(counts.failed)", "failed", counts.failed > 0),
      (
        "\(counts.waiting + counts.leased)",
        counts.leased > 0 ? "missing, \(counts.leased) of them running" : "missing", false
      ),
    ]
    let list = items.map { "<li\($2 ? " class=\"bad\"" : "")><b>\($0)</b> \($1)</li>" }
    return "<ul class=\"counts\">\(list.joined())</ul>"
  }

  /// The first table, and every other table in a collapsed section.
  private func tables(_ first: Table, _ others: [Table]) -> String {
    guard first.done > 0 else { return "<p>No trial is done yet.</p>" }
    let heading = "<h3>\(escaped(first.metric.nameWithUnit)) \(TableText(first).arrow)</h3>"
    let folded = others.filter { $0.lacking < $0.done }.map { table in
      "<details><summary>\(escaped(table.metric.nameWithUnit))</summary>\n\(described(table))</details>"
    }
    return ([heading, described(first)] + folded).joined(separator: "\n")
  }

  private func described(_ table: Table) -> String {
    "<p class=\"note\">\(escaped(table.metric.help))</p>\n" + HTMLTable(table).rendered()
  }
}

extension Plan {
  /// What is swept: `draw: normalization (5) × rareClasses (2) × 5 seeds`.
  var summary: String {
    let axes = axes.map { "\($0.name) (\($0.values.count))" }
    return "\(task): \((axes + [counted(seeds.count, "seed")]).joined(separator: " × "))"
  }
}
