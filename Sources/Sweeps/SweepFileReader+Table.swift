import Plans
import Trials
import Yams

/// How the results are laid out: `table`.
extension SweepFileReader {
  /// The layout that `field` states. Where it states none, the rows are the normalizations, or else the first axis, but
  /// an axis of one value is not spread over columns of others; the columns are the first axis that does not advance
  /// together with the rows.
  /// The axes that a selection chooses over are neither rows nor columns.
  mutating func layout(
    _ field: Field?, over grid: Grid, of task: TaskDescription, selecting chosen: [String]
  ) -> TableLayout? {
    let before = errors.count
    var parts: [String: Field] = [:]
    if let field, let entries = fields(of: field) {
      parts = known(entries, among: ["rows", "columns", "reference", "divergences"], of: "a table")
    }
    let axes = grid.axes.filter { !chosen.contains($0.name) }
    let statedRows = parts["rows"].flatMap { axis(named: $0, among: axes) }
    let statedColumns = parts["columns"].flatMap { axis(named: $0, among: axes) }
    let free = axes.filter { $0.name != statedColumns?.name }
    let several = free.filter { $0.values.count > 1 }
    let candidates = several.isEmpty ? free : several
    guard
      let rows = statedRows ?? candidates.first(where: { $0.name == "normalization" }) ?? candidates.first
    else {
      if let field {
        report(field, "leaves no axis for the rows", expected: "columns only where there is another axis")
      }
      return nil
    }
    let companions = grid.dimensions.first { $0.names.contains(rows.name) }?.names ?? []
    let columns = statedColumns ?? axes.first { !companions.contains($0.name) }
    if let field = parts["columns"], columns == rows {
      report(field, "\(rows.name) is on the rows already", expected: "another axis, or no columns")
    }
    let reference = parts["reference"].flatMap { self.reference($0, among: rows, of: task) }
    let divergences = parts["divergences"].flatMap { self.divergences($0) }
    guard errors.count == before else { return nil }
    return TableLayout(
      rows: rows.name, columns: columns?.name, reference: reference, divergences: divergences ?? .exclude,
      zips: grid.dimensions.map(\.names).filter { $0.count > 1 })
  }

  /// What a run that diverged counts as: `exclude`, or `{worst: VALUE}`.
  private mutating func divergences(_ field: Field) -> DivergenceRule? {
    let expected = "exclude, or {worst: 100} with the metric's worst value"
    guard case .mapping = field.node else {
      guard let text = text(of: field, expected: expected) else { return nil }
      if text == "exclude" { return .exclude }
      report(field, "\(text) is no rule for runs that diverge", expected: expected)
      return nil
    }
    let parts = known(fields(of: field) ?? [], among: ["worst"], of: "a rule for runs that diverge")
    guard let worst = required("worst", of: parts, in: field, expected: expected),
      let text = text(of: worst, expected: "a number")
    else { return nil }
    if let value = Double(text), value.isFinite { return .worst(value) }
    report(worst, "\(text) is no finite number", expected: "the worst value that the metric can take")
    return nil
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
