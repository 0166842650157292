/// The views of a dashboard, those that answer most questions first.
public enum DashboardView: String, Sendable, CaseIterable {
  /// Rows × columns, with the seeds of each cell.
  case table
  case curves
  case axis, difference, forest, seeds, profile, heat
  case workers
  case failures
  /// The seeds of one cell, which its place in the table links to.
  case cell

  /// What the view is called.
  var title: String {
    switch self {
    case .table: "Table"
    case .curves: "Learning curves"
    case .axis, .difference, .forest, .seeds, .profile, .heat: figure?.title ?? rawValue
    case .workers: "Workers"
    case .failures: "Failures"
    case .cell: "One cell"
    }
  }

  /// The figure that the view shows; nil where it shows none.
  var figure: FigureKind? { FigureKind(rawValue: rawValue) }

  /// Whether the view shows what a metric, rows and columns choose.
  var hasLayout: Bool { figure != nil || self == .table || self == .curves }

  /// Whether the view changes with the fleet, and not with the results alone.
  public var followsFleet: Bool { self == .workers || self == .failures }
}
