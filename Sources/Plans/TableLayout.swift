public import Trials

/// How a sweep's table is laid out, and what it makes of runs that diverged.
public struct TableLayout: Sendable, Codable, Hashable {
  /// The axis whose values are the rows.
  public let rows: String
  /// The axis whose values are the columns; nil for a table of one column.
  public let columns: String?
  /// The value on the rows' axis with which the other rows are compared.
  public let reference: SettingValue?
  /// Nil stands for `exclude`, so that the layouts of older plans are read and written as they were.
  private let divergenceRule: DivergenceRule?
  /// Nil stands for none, as in the layouts of older plans.
  private let zippedAxes: [[String]]?

  /// A layout.
  public init(
    rows: String, columns: String?, reference: SettingValue?, divergences: DivergenceRule = .exclude,
    zips: [[String]] = []
  ) {
    self.rows = rows
    self.columns = columns
    self.reference = reference
    divergenceRule = divergences == .exclude ? nil : divergences
    zippedAxes = zips.isEmpty ? nil : zips
  }

  /// What a run that diverged counts as.
  public var divergences: DivergenceRule { divergenceRule ?? .exclude }

  /// The names of axes that advance together, a list for each group of the sweep file.
  public var zips: [[String]] { zippedAxes ?? [] }
}
