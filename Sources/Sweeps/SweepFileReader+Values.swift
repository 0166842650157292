import Trials
import Yams

/// Values of settings. The setting's kind, not YAML, decides what a word means: `none`, `yes` and `1.0` can be names of
/// a choice.
extension SweepFileReader {
  /// The setting with the name of `field`. Reports a name that no setting of `task` has.
  mutating func setting(_ field: Field, of task: TaskDescription) -> Setting? {
    if let setting = task.setting(field.name) { return setting }
    guard !reportSeed(field, of: task) else { return nil }
    let names = task.settings.map(\.name)
    report(field, "\(task.name) has no such setting", name: field.name, among: names)
    return nil
  }

  /// One value of `setting`.
  mutating func value(of field: Field, for setting: Setting) -> SettingValue? {
    if let foreign = translation(of: field, for: setting, isAxis: false) {
      report(field, "\(foreign.key) is no way to state a value", expected: foreign.expected)
      return nil
    }
    guard let text = text(of: field, expected: setting.expectation) else { return nil }
    return value(text, for: setting, at: field)
  }

  /// The value of `setting` written as `text`.
  mutating func value(_ text: String, for setting: Setting, at field: Field) -> SettingValue? {
    do {
      return try setting.parse(text)
    } catch {
      if case .choice(let names) = setting.kind {
        report(field, "\(text) is no value of \(setting.name)", name: text, among: names)
      } else {
        report(
          field, "\(text) is no value of \(setting.name)", expected: error.expected,
          suggestion: plainSpelling(of: text, for: setting))
      }
      return nil
    }
  }

  /// The distinct values of a list or a range. Reports every item that is not a value.
  mutating func values(of field: Field, for setting: Setting) -> [SettingValue]? {
    let values = possiblyRepeatedValues(of: field, for: setting)
    return values.flatMap { withoutDuplicates($0, at: field) }
  }

  /// The values of a list or a range. Reports every item that is not a value.
  mutating func possiblyRepeatedValues(of field: Field, for setting: Setting) -> [Placed]? {
    switch field.node {
    case .mapping:
      if let foreign = translation(of: field, for: setting, isAxis: true) {
        report(field, "\(foreign.key) is no key of a range", expected: foreign.expected)
        return nil
      }
      return range(field, for: setting)?.map { Placed(value: $0, field: field) }
    case .scalar(let scalar) where !scalar.string.isEmpty:
      report(field, "\(scalar.string) is one value", expected: "a list: [\(scalar.string)]")
      return nil
    default:
      guard let items = items(of: field, expected: "a list of values or a range {from: …, to: …}") else { return nil }
      if items.isEmpty { report(field, "has no values", expected: "at least one: \(setting.expectation)") }
      var values: [Placed] = []
      for item in items {
        if let value = value(of: item, for: setting) { values.append(Placed(value: value, field: item)) }
      }
      return values.count == items.count && !items.isEmpty ? values : nil
    }
  }

  /// A value and its place.
  struct Placed {
    let value: SettingValue
    let field: Field
  }

  private mutating func withoutDuplicates(_ values: [Placed], at field: Field) -> [SettingValue]? {
    var seen: Set<SettingValue> = []
    let repeated = values.filter { !seen.insert($0.value).inserted }
    for placed in repeated { report(placed.field, "\(placed.value) is stated twice", expected: "each value once") }
    return repeated.isEmpty ? values.map(\.value) : nil
  }

  /// The right spelling of a value that YAML or another language would accept; nil for any other text.
  private func plainSpelling(of text: String, for setting: Setting) -> String? {
    switch setting.kind {
    case .boolean:
      switch text.lowercased() {
      case "true", "yes", "on", "y", "1": "true"
      case "false", "no", "off", "n", "0": "false"
      default: nil
      }
    case .integer(let range):
      Double(text).flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? String($0) : nil }
    case .number, .choice:
      nil
    }
  }
}
