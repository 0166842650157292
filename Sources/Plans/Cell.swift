public import Trials

/// A point of the grid without its seed.
public struct Cell: Sendable, Codable, Hashable {
  /// The cell's place in `Plan.cells`.
  public let index: CellIndex
  /// The values of the axes at this point, by axis name.
  public let coordinates: [String: SettingValue]
  /// The place of an earlier cell with the same trials: the settings of the two cells differ only in settings that the
  /// trials do not use. Nil for a cell with trials of its own.
  public let sameAs: CellIndex?

  public init(index: CellIndex, coordinates: [String: SettingValue], sameAs: CellIndex? = nil) {
    self.index = index
    self.coordinates = coordinates
    self.sameAs = sameAs
  }
}
