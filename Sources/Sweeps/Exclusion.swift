import Trials

/// A part of the grid that is left out: the points at which every axis in `values` has one of its values.
struct Exclusion {
  /// The values by axis name.
  let values: [String: Set<SettingValue>]

  /// Whether the point is left out.
  func matches(_ coordinates: [String: SettingValue]) -> Bool {
    values.allSatisfy { name, values in coordinates[name].map(values.contains) ?? false }
  }

  /// Whether any point of `grid` is left out. Dimensions are independent, so each is checked alone.
  func matchesAny(of grid: Grid) -> Bool {
    grid.dimensions.allSatisfy { dimension in
      dimension.points.contains { point in
        zip(dimension.names, point).allSatisfy { name, value in values[name]?.contains(value) ?? true }
      }
    }
  }
}
