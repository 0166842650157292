import Coordination
import Plans
import Trials

/// One view of a sweep as a page that needs no script, and that a script keeps up to date.
public struct DashboardPage: Sendable {
  private let moment: SweepMoment
  private let query: DashboardQuery

  /// The page of `moment` that `query` asks for.
  public init(of moment: SweepMoment, _ query: DashboardQuery) {
    self.moment = moment
    self.query = query
  }

  /// The top of the page, alike in all views, without the view itself.
  public var top: [LivePiece] {
    let plan = moment.plan
    return [
      .fixed(
        """
        <header><h1>\(escaped(plan.name))</h1>
        <p class="lead">\(escaped(plan.summary))</p></header>
        """),
      StatusStrip(moment, query).piece,
      .fixed(navigation + "\n" + DashboardChoices(of: plan, query).html + "\n<main>\n" + heading),
    ]
  }

  /// What the view shows.
  ///
  /// Throws what `Table` and `Figure` throw, and `NoSuchCell`.
  public func view() throws -> [LivePiece] {
    switch query.view {
    case .table:
      let table = try moment.table(query)
      return HTMLTable(table, asLiveCellsOf: query).pieces
    case .curves, .codeLengths: return try curves()
    case .workers: return WorkerList(moment.fleet).pieces
    case .failures: return [FailureList(moment.fleet.lastFailures).piece]
    case .cell:
      let seeds = try CellSeeds(
        query.cell, beside: query.beside, of: moment.table(query), moment.plan, task: moment.task)
      return [seeds.piece]
    default:
      guard let kind = query.view.figure else { return [] }
      let html = try Figure(kind, of: moment.figureSource(query)).html
      return [.live(id: "figure", html: "<div id=\"figure\">\(html)</div>")]
    }
  }

  /// What stands below the view.
  public static let bottom = "</main>"

  /// The whole page around `pieces`. `events` is the address at which a script hears what changed; `script` and `style` are
  /// those of the files.
  public static func document(title: String, pieces: [LivePiece], events: String, style: String, script: String)
    -> String
  {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="\(style)">
    <script src="\(script)" defer></script>
    </head>
    <body data-events="\(escaped(events))">
    \(pieces.html)
    </body>
    </html>

    """
  }

  /// A view that cannot be shown, and why.
  public static func problem(_ error: any Error) -> LivePiece {
    .live(id: "problem", html: "<p id=\"problem\">\(escaped("\(error)"))</p>")
  }

  /// What the page's tab says.
  public var title: String { "\(moment.plan.name): \(query.view.title)" }

  /// The style of all pages, to be served as a file.
  public static var style: String { PageStyle.sheet }

  /// The script of all pages, to be served as a file.
  public static var script: String { PageScript.text }

  private var heading: String { "<h2 class=\"first\">\(query.view.title)</h2>" }

  private var navigation: String {
    let links = DashboardView.allCases.filter { $0 != .cell }.map { view in
      let mark = view == query.view ? #" aria-current="page""# : ""
      return "<a href=\"\(escaped(query.showing(view).address))\"\(mark)>\(view.title)</a>"
    }
    return "<nav><div class=\"wide\">\(links.joined(separator: "\n"))</div></nav>"
  }

  /// The charts of the learning curves, or those of code lengths with their comparisons, each curve by itself.
  private func curves() throws -> [LivePiece] {
    let section = CurveSection(
      SweepCurves(
        of: try moment.record(), in: try moment.table(query), task: moment.task, across: query.across ?? .step))
    let isOfCodeLengths = query.view == .codeLengths
    let figures = try isOfCodeLengths ? section.codeLengths() : section.learningCurves()
    guard !figures.isEmpty else {
      return [
        .live(
          id: "curves",
          html:
            "<p id=\"curves\">No trial with \(isOfCodeLengths ? "code lengths" : "a learning curve") is done yet.</p>")
      ]
    }
    return [.fixed(CurveSection.introduction)]
      + figures.enumerated().map { number, html in
        .live(id: "curve-\(number)", html: "<section id=\"curve-\(number)\">\(html)</section>")
      }
  }
}
