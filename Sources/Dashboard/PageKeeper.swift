import Reporting

/// Renders one view of a sweep once for every change, however many readers it has.
actor PageKeeper {
  private let query: DashboardQuery
  private var page: RenderedPage?
  /// The view as it was rendered last, and for which number.
  private var view: (number: Int, pieces: [LivePiece])?

  init(_ query: DashboardQuery) { self.query = query }

  /// The page at `moment`, or a later one where a later one was asked for before.
  func page(at moment: NumberedMoment) -> RenderedPage {
    if let page, page.number >= moment.number { return page }
    let source = DashboardPage(of: moment.moment, query)
    let pieces = source.top + view(source, moment) + [.fixed(DashboardPage.bottom)]
    let next =
      page?.followed(by: pieces, title: source.title, number: moment.number)
      ?? RenderedPage(
        title: source.title, pieces: pieces, number: moment.number, structuredAt: moment.number, changedAt: [:])
    page = next
    return next
  }

  private func view(_ source: DashboardPage, _ moment: NumberedMoment) -> [LivePiece] {
    let number = query.view.followsFleet ? moment.number : moment.results
    if let view, view.number == number { return view.pieces }
    let pieces: [LivePiece]
    do { pieces = try source.view() } catch { pieces = [DashboardPage.problem(error)] }
    view = (number, pieces)
    return pieces
  }
}
