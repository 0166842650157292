public import Trials

/// A setting that varies over the grid.
public struct Axis: Sendable, Codable, Hashable {
  /// The setting's name.
  public let name: String
  /// The values, in the order of the sweep file.
  public let values: [SettingValue]

  public init(name: String, values: [SettingValue]) {
    self.name = name
    self.values = values
  }
}
