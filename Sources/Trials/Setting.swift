/// The declaration of one setting of a task: its name, its kind of value, its default and a line of help.
public struct Setting: Sendable {
  /// The values that a setting takes.
  public enum Kind: Sendable, Equatable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    case choice([String])
  }

  /// The name in sweep files and on the command line, in camel case.
  public let name: String
  /// The values that the setting takes.
  public let kind: Kind
  /// The value if none is stated; nil if a value must be stated.
  public let defaultValue: SettingValue?
  /// The value under which a setting that was added later changes nothing: older trials behaved so. A specification
  /// leaves the setting out at this value, so that older trials keep their identity. Nil for a setting that every
  /// specification states.
  public let formerValue: SettingValue?
  /// The condition under which a trial does not use the setting; nil if every trial uses it.
  public let idle: IdleSetting?
  /// One line about the setting's effect, with its unit.
  public let help: String
  /// A line of help for each name of a choice; empty if the names need none.
  public let meanings: [String: String]

  /// Declares a setting. Default, former and idle value must be values that `accept` returns for `kind`.
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
      precondition((try? accept(value)) == value, "\(name): the declared value \(value) is not \(expectation)")
    }
  }

  /// Returns `value` in this setting's own kind (`1` becomes `1.0` for a number, and `-0.0` becomes `0.0`). Throws if
  /// the setting does not take the value.
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
    // YAML reads plain digits as a number, but a choice's name may consist of digits.
    case (.choice(let names), .integer(let integer)) where names.contains(String(integer)):
      return .text(String(integer))
    default:
      var suggestion: String?
      if case (.choice(let names), .text(let name)) = (kind, value) { suggestion = nearestName(to: name, among: names) }
      throw SettingError(setting: name, value: value, expected: expectation, suggestion: suggestion)
    }
  }

  /// Reads the value of a command line's `name=value`.
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

  /// The values that this setting takes, for messages: "an integer from 0 to 9".
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
  /// The stated value.
  public let value: SettingValue
  /// The values that the setting takes, for messages.
  public let expected: String
  /// The nearest valid name; nil if none is near.
  public let suggestion: String?

  /// One sentence with the setting, the value, what was expected, and the nearest valid name.
  public var description: String {
    "\(setting): \(value) is not \(expected)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}
