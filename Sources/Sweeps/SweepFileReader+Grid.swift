import Plans
import Trials

/// The axes: `grid` with its `zip` groups.
extension SweepFileReader {
  /// The grid's dimensions in the order of the file. Records the place of each axis in `places`.
  mutating func grid(_ field: Field, of task: TaskDescription, places: inout SweepFile.Places) -> Grid? {
    guard let entries = fields(of: field) else { return nil }
    if entries.isEmpty { report(field, "has no axes", expected: "at least one: normalization: [none, rn]") }
    let before = errors.count
    var dimensions: [Grid.Dimension] = []
    for entry in entries {
      if entry.name == "zip" {
        dimensions += zipped(entry, of: task, places: &places)
      } else if let setting = axis(entry, of: task, places: &places), let values = values(of: entry, for: setting) {
        dimensions.append(Grid.Dimension(names: [setting.name], points: values.map { [$0] }))
      }
    }
    return errors.count == before && !dimensions.isEmpty ? Grid(dimensions: dimensions) : nil
  }

  /// One dimension for each group of axes that advance together.
  private mutating func zipped(
    _ field: Field, of task: TaskDescription, places: inout SweepFile.Places
  ) -> [Grid.Dimension] {
    let expected = "a list of groups: - {learningRate: [0.01, 0.1], epochs: [2, 1]}"
    guard let groups = items(of: field, expected: expected) else { return [] }
    if groups.isEmpty { report(field, "has no groups", expected: expected) }
    var dimensions: [Grid.Dimension] = []
    for group in groups {
      guard let entries = fields(of: group) else { continue }
      if entries.count < 2 {
        report(
          group, entries.isEmpty ? "has no axis" : "has one axis, with which no other advances",
          expected: "two axes or more")
      }
      var columns: [(name: String, values: [SettingValue], field: Field)] = []
      for entry in entries {
        guard let setting = axis(entry, of: task, places: &places),
          let values = possiblyRepeatedValues(of: entry, for: setting)
        else { continue }
        columns.append((setting.name, values.map(\.value), entry))
      }
      guard columns.count == entries.count, let first = columns.first else { continue }
      for column in columns where column.values.count != first.values.count {
        report(
          column.field, "has \(counted(column.values.count, "value"))",
          expected: "\(first.values.count), as \(first.name), with which it advances")
      }
      guard columns.allSatisfy({ $0.values.count == first.values.count }) else { continue }
      let points = first.values.indices.map { index in columns.map { $0.values[index] } }
      var seen: Set<[SettingValue]> = []
      for point in points where !seen.insert(point).inserted {
        let values = point.map(\.description).joined(separator: ", ")
        report(group, "\(values) is stated twice", expected: "each combination once")
      }
      dimensions.append(Grid.Dimension(names: columns.map(\.name), points: points))
    }
    return dimensions
  }

  /// The setting that an axis varies. Reports a setting that varies already.
  private mutating func axis(_ field: Field, of task: TaskDescription, places: inout SweepFile.Places) -> Setting? {
    guard let setting = setting(field, of: task) else { return nil }
    if let earlier = places.settings[setting.name] {
      report(field, "is an axis already in line \(earlier.place.line)", expected: "each axis once")
      return nil
    }
    places.settings[setting.name] = field
    return setting
  }

  /// Reports a grid too large to expand.
  mutating func requireSaneSize(of grid: Grid, seeds: Int, at field: Field) {
    let size = grid.size(replicates: seeds)
    guard size > Plan.maximumTrials else { return }
    let factors = grid.dimensions.map(\.points.count) + [seeds]
    let product = factors.map(String.init).joined(separator: " × ")
    report(
      field, "spans \(product) \(size == .max ? "" : "= \(size) ")trials",
      expected: "at most \(Plan.maximumTrials); split the sweep")
  }
}
