/// The declaration of one setting of a task: its name, what values it takes, its default and a line of help.
public struct Setting: Sendable {
  /// What values a setting takes.
  public enum Kind: Sendable, Equatable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    case choice([String])
  }

  /// The name in sweep files and on the command line, in camel case.
  public let name: String
  /// What values the setting takes.
  public let kind: Kind
  /// The value where none is stated; nil where a value must be stated.
  public let defaultValue: SettingValue?
  /// For a setting that its task gained later: the value that means what trials were before. A specification leaves the
  /// setting out where it has this value, so that such trials keep their identity. Nil where the setting always counts.
  public let formerValue: SettingValue?
  /// Where a trial does not use the setting; nil where every trial does.
  public let idle: IdleSetting?
  /// One line that says what the setting does, with units where there are any.
  public let help: String
  /// What the names of a choice stand for, a line each; empty where they say it themselves.
  public let meanings: [String: String]

  /// Declares a setting; default, former and idle value must be values of `kind` as `accept` answers them.
  public init(
    _ name: String, _ kind: Kind, default defaultValue: SettingValue? = nil, former formerValue: SettingValue? = nil,
    idle: IdleSetting? = nil, help: String, meanings: [String: String] = [:]
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.formerValue = formerValue
    self.idle = idle
    self.help = help
    self.meanings = meanings
    for value in [defaultValue, formerValue, idle?.value].compactMap(\.self) {
      precondition((try? accept(value)) == value, "\(name): \(value) is declared, and is not \(expectation)")
    }
  }

  /// `value` in this setting's own kind (`1` becomes `1.0` for a number, and `-0.0` becomes `0.0`), or the reason it
  /// cannot be taken.
  public func accept(_ value: SettingValue) throws(SettingError) -> SettingValue {
    switch (kind, value) {
    case (.integer(let range), .integer(let integer)) where range.contains(integer):
      return value
    case (.number(let range), .number(let number)) where range.contains(number):
      return number == 0 ? .number(0) : value
    case (.number(let range), .integer(let integer)) where range.contains(Double(integer)):
      return .number(Double(integer))
    case (.boolean, .boolean):
      return value
    case (.choice(let names), .text(let name)) where names.contains(name):
      return value
    // YAML reads `none`-like words as text but plain digits as numbers: a choice may be named by digits.
    case (.choice(let names), .integer(let integer)) where names.contains(String(integer)):
      return .text(String(integer))
    default:
      var suggestion: String?
      if case (.choice(let names), .text(let name)) = (kind, value) { suggestion = nearestName(to: name, among: names) }
      throw SettingError(setting: name, value: value, expected: expectation, suggestion: suggestion)
    }
  }

  /// Reads the text of a command line's `name=value`.
  public func parse(_ text: String) throws(SettingError) -> SettingValue {
    switch kind {
    case .integer:
      if let integer = Int(text) { return try accept(.integer(integer)) }
    case .number:
      if let number = Double(text) { return try accept(.number(number)) }
    case .boolean:
      if let boolean = Bool(text) { return .boolean(boolean) }
    case .choice:
      break
    }
    return try accept(.text(text))
  }

  /// What this setting takes, in words: "an integer from 0 to 9".
  public var expectation: String {
    switch kind {
    case .integer(let range):
      range.upperBound == .max
        ? "an integer of at least \(range.lowerBound)" : "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      range.upperBound == .infinity
        ? "a number of at least \(range.lowerBound)" : "a number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    }
  }
}

/// A value that a setting does not take.
public struct SettingError: Error, CustomStringConvertible {
  /// The setting's name.
  public let setting: String
  /// The value that was stated.
  public let value: SettingValue
  /// What the setting takes, in words.
  public let expected: String
  /// The nearest valid name, where there is one.
  public let suggestion: String?

  /// One sentence with the setting, the value, what was expected, and the nearest valid name.
  public var description: String {
    "\(setting): \(value) is not \(expected)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}
