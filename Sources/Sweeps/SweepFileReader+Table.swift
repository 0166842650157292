import Plans
import Trials

/// How the results are laid out: `table`.
extension SweepFileReader {
  /// The layout that `field` states. Where it states none, the rows are the normalizations, or else the first axis; the
  /// columns are the first axis that does not advance together with the rows.
  mutating func layout(_ field: Field?, over grid: Grid, of task: TaskDescription) -> TableLayout? {
    let before = errors.count
    var parts: [String: Field] = [:]
    if let field, let entries = fields(of: field) {
      parts = known(entries, among: ["rows", "columns", "reference"], of: "a table")
    }
    let axes = grid.axes
    let statedRows = parts["rows"].flatMap { axis(named: $0, among: axes) }
    let statedColumns = parts["columns"].flatMap { axis(named: $0, among: axes) }
    let free = axes.filter { $0.name != statedColumns?.name }
    guard let rows = statedRows ?? free.first(where: { $0.name == "normalization" }) ?? free.first else {
      if let field { report(field, "leaves no axis for the rows", expected: "columns only where there are two axes") }
      return nil
    }
    let companions = grid.dimensions.first { $0.names.contains(rows.name) }?.names ?? []
    let columns = statedColumns ?? axes.first { !companions.contains($0.name) }
    if let field = parts["columns"], columns == rows {
      report(field, "\(rows.name) is on the rows already", expected: "another axis, or no columns")
    }
    let reference = parts["reference"].flatMap { self.reference($0, among: rows, of: task) }
    guard errors.count == before else { return nil }
    return TableLayout(rows: rows.name, columns: columns?.name, reference: reference)
  }

  private mutating func axis(named field: Field, among axes: [Axis]) -> Axis? {
    let names = axes.map(\.name)
    guard let name = text(of: field, expected: oneOf(names)) else { return nil }
    if let axis = axes.first(where: { $0.name == name }) { return axis }
    report(field, "\(name) is no axis of this grid", name: name, among: names)
    return nil
  }

  private mutating func reference(_ field: Field, among rows: Axis, of task: TaskDescription) -> SettingValue? {
    guard let setting = task.setting(rows.name) else { return nil }
    let names = rows.values.map(\.description)
    guard let text = text(of: field, expected: oneOf(names)) else { return nil }
    if let value = try? setting.parse(text), rows.values.contains(value) { return value }
    report(field, "\(text) is not on the axis \(rows.name)", name: text, among: names)
    return nil
  }
}
