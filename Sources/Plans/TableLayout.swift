public import Trials

/// The layout of a sweep's table.
public struct TableLayout: Sendable, Codable, Hashable {
  /// The axis whose values are the rows.
  public let rows: String
  /// The axis whose values are the columns; nil for a table of one column.
  public let columns: String?
  /// The value on the rows' axis with which the other rows are compared.
  public let reference: SettingValue?

  public init(rows: String, columns: String?, reference: SettingValue?) {
    self.rows = rows
    self.columns = columns
    self.reference = reference
  }
}
