/// The views of a dashboard, those that answer most questions first.
public enum DashboardView: String, Sendable, CaseIterable {
  /// Rows × columns, with the seeds of each cell.
  case table
  case curves
  case axis, difference, forest, seeds, profile, iqm, improvement, ranks, heat, scatter, parallel
  case codeLengths = "code-lengths"
  case workers
  case timeline
  case failures
  /// The seeds of one cell, which its place in the table links to.
  case cell

  /// What the view is called.
  var title: String {
    switch self {
    case .table: "Table"
    case .workers: "Workers"
    case .failures: "Failures"
    case .cell: "One cell"
    default: figure?.title ?? rawValue
    }
  }

  /// The figure that the view shows; nil where it shows none.
  var figure: FigureKind? { FigureKind(rawValue: rawValue) }

  /// Whether the view shows what a metric, rows and columns choose.
  var hasLayout: Bool { self != .timeline && (figure != nil || self == .table) }

  /// Whether the view changes with the fleet, and not with the results alone.
  public var followsFleet: Bool { self == .workers || self == .failures }
}
