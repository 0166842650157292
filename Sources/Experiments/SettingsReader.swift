import Trials

/// Typed access to the settings of a complete specification. Values have been checked against the task's declarations,
/// so that a missing or mistyped one is a programmer's mistake.
struct SettingsReader {
  private let settings: [String: SettingValue]

  init(_ settings: [String: SettingValue]) {
    self.settings = settings
  }

  /// The settings of a trial of `task`, with those that its specification leaves out.
  init(_ specification: TrialSpecification, of task: TaskDescription) {
    self.init(task.completed(specification.settings))
  }

  func integer(_ name: String) -> Int {
    guard case .integer(let value)? = settings[name] else { mistake(name, "an integer") }
    return value
  }

  func number(_ name: String) -> Double {
    guard case .number(let value)? = settings[name] else { mistake(name, "a number") }
    return value
  }

  func boolean(_ name: String) -> Bool {
    guard case .boolean(let value)? = settings[name] else { mistake(name, "true or false") }
    return value
  }

  func text(_ name: String) -> String {
    guard case .text(let value)? = settings[name] else { mistake(name, "a name") }
    return value
  }

  func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice {
    guard let choice = Choice(rawValue: text(name)) else { mistake(name, "a \(Choice.self)") }
    return choice
  }

  private func mistake(_ name: String, _ expected: String) -> Never {
    preconditionFailure(
      "the setting \(name) is declared as \(expected) and holds \(settings[name].map { "\($0)" } ?? "nothing")")
  }
}
