import Coordination
import Results
import Sweeps
import Trials

/// A sweep's results as one HTML page: what ran, its tables, learning curves and pictures.
///
/// The page is a pure function of the results: neither the clock nor the order in which they came shows. It needs nothing
/// beside itself, neither scripts nor a network.
public struct Report: Sendable {
  let plan: Plan
  let results: [TrialIdentifier: TrialResult]
  let counts: TrialCounts
  let failures: [FailureSnapshot]
  let origins: [ResultOrigin]

  /// The number of trials whose pictures the page shows.
  public var illustratedTrials: Int { results.values.count { !$0.pictures.isEmpty } }

  /// Reads what `store` holds, also while its sweep runs. Throws `StoreError`.
  public init(of store: ResultStore) throws {
    try self.init(
      plan: store.plan(), results: store.results(), counts: store.counts(),
      failures: store.recentFailures(limit: 20), origins: store.provenance())
  }

  init(
    plan: Plan, results: [TrialIdentifier: TrialResult], counts: TrialCounts, failures: [FailureSnapshot] = [],
    origins: [ResultOrigin] = []
  ) {
    self.plan = plan
    self.results = results
    self.counts = counts
    self.failures = failures
    self.origins = origins
  }

  /// The page; that of a sweep without results says so. Throws `PNGError` where a picture cannot be compressed.
  public func html() throws -> String {
    let metrics = results.mapValues(\.metrics)
    let table = try Table(of: plan, metrics: metrics)
    let cells = CellTrials(of: plan, in: table)
    let curves = CurveSection(of: plan, cells: cells, results: results)
    let pictures = try PictureSection(cells: cells, results: results)
    let sections: [(identifier: String, title: String, body: String)] = [
      ("table", "Table", try tables(table, metrics)),
      ("curves", "Learning curves", curves.learningCurves),
      ("code-lengths", "Code lengths", curves.codeLengths),
      ("pictures", "Pictures", pictures.html),
      ("run", "What ran", RunSection(self).html),
    ].filter { !$0.2.isEmpty }
    let links = sections.map { "<a href=\"#\($0.identifier)\">\($0.title)</a>" }
    let body = sections.map { "<h2 id=\"\($0.identifier)\">\($0.title)</h2>\n\($0.body)" }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(plan.name)): \(escaped(plan.metric.name))</title>
      <style>
      \(PageStyle.sheet)
      </style>
      </head>
      <body>
      <h1>\(escaped(plan.name))</h1>
      <p class="lead">\(escaped(lead))</p>
      \(tiles)
      <nav>\(links.joined())</nav>
      \(body.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// `draw: normalization (5) × rareClasses (2) × 5 seeds`
  private var lead: String {
    let axes = plan.axes.map { "\($0.name) (\($0.values.count))" }
    let seeds = "\(plan.seeds.count) \(plan.seeds.count == 1 ? "seed" : "seeds")"
    return "\(plan.task): \((axes + [seeds]).joined(separator: " × "))"
  }

  private var tiles: String {
    let missing = counts.waiting + counts.leased
    let items = [
      ("\(counts.done) of \(counts.planned)", "trials done"), ("\(counts.failed)", "failed"),
      ("\(missing)", counts.leased > 0 ? "missing, \(counts.leased) of them running" : "missing"),
    ]
    let list = items.map { "<li><b>\($0)</b> \($1)</li>" }
    return "<ul class=\"counts\">\(list.joined())</ul>"
  }

  /// The sweep's own metric, and every other one behind a heading that opens.
  private func tables(_ table: Table, _ metrics: [TrialIdentifier: [String: Double]]) throws -> String {
    guard table.done > 0 else { return "<p>No trial is done yet.</p>" }
    var parts = [heading(table), HTMLTable(table).rendered()]
    for metric in plan.metrics where metric.name != plan.metric.name {
      let other = try Table(of: plan, metrics: metrics, metric: metric.name)
      guard other.done > 0 else { continue }
      parts.append("<details><summary>\(escaped(metric.nameWithUnit))</summary>")
      parts.append("<p class=\"note\">\(escaped(metric.help))</p>")
      parts.append(HTMLTable(other).rendered() + "</details>")
    }
    return parts.joined(separator: "\n")
  }

  private func heading(_ table: Table) -> String {
    "<h3>\(escaped(table.metric.nameWithUnit)) \(TableText(table).arrow)</h3>\n<p class=\"note\">\(escaped(table.metric.help))</p>"
  }
}
