import Plans
import Trials
import Yams

/// The settings that do not vary, and the parts of the grid that are left out: `fixed` and `exclude`.
extension SweepFileReader {
  /// The values of settings that do not vary. Records the place of each in `places`.
  mutating func fixed(
    _ field: Field, of task: TaskDescription, places: inout SweepFile.Places
  ) -> [String: SettingValue]? {
    guard let entries = fields(of: field) else { return nil }
    var result: [String: SettingValue] = [:]
    for entry in entries {
      guard let setting = setting(entry, of: task) else { continue }
      if let axis = places.settings[setting.name] {
        report(
          entry, "is an axis too, in line \(axis.place.line)",
          expected: "the setting under fixed or under grid, not both")
        continue
      }
      places.settings[setting.name] = entry
      result[setting.name] = value(of: entry, for: setting)
    }
    return result
  }

  /// Reports settings without a default that are not stated.
  mutating func requireSettings(of task: TaskDescription, statedAt places: SweepFile.Places, fixed: Field?) {
    for setting in task.settings where setting.defaultValue == nil && places.settings[setting.name] == nil {
      let place = Field(path: ["fixed", setting.name], place: (fixed ?? places.task).place, node: places.task.node)
      report(place, "is missing and has no default", expected: "\(setting.expectation), here or as an axis of the grid")
    }
  }

  /// The parts of the grid that are left out. Reports a part without a cell.
  mutating func exclusions(_ field: Field, from grid: Grid, of task: TaskDescription) -> [Exclusion]? {
    let expected = "a list of combinations: - {normalization: bn, rareClasses: [8, 9]}"
    guard let items = items(of: field, expected: expected) else { return nil }
    return items.compactMap { exclusion($0, from: grid, of: task) }
  }

  private mutating func exclusion(_ field: Field, from grid: Grid, of task: TaskDescription) -> Exclusion? {
    guard let entries = fields(of: field) else { return nil }
    if entries.isEmpty { report(field, "names no axis", expected: "axes with the values to leave out") }
    let before = errors.count
    let axes = grid.axes
    var result: [String: Set<SettingValue>] = [:]
    for entry in entries {
      guard let axis = axes.first(where: { $0.name == entry.name }) else {
        report(entry, "is no axis of this grid", name: entry.name, among: axes.map(\.name))
        continue
      }
      guard let setting = task.setting(axis.name), let values = excluded(entry, for: setting) else { continue }
      for placed in values where !axis.values.contains(placed.value) {
        report(
          placed.field, "\(placed.value) is not on the axis \(axis.name)",
          expected: oneOf(axis.values.map(\.description)))
      }
      result[axis.name] = Set(values.map(\.value))
    }
    guard errors.count == before else { return nil }
    let exclusion = Exclusion(values: result)
    if !exclusion.matchesAny(of: grid) { report(field, "matches no cell", expected: "a combination of the grid") }
    return exclusion
  }

  /// One value, a list or a range.
  private mutating func excluded(_ field: Field, for setting: Setting) -> [Placed]? {
    guard case .scalar = field.node else { return possiblyRepeatedValues(of: field, for: setting) }
    return value(of: field, for: setting).map { [Placed(value: $0, field: field)] }
  }
}
