/// A setting of whole numbers.
public typealias IntegerSetting = TypedSetting<Int>

public typealias NumberSetting = TypedSetting<Double>

/// A setting that is true or false.
public typealias BooleanSetting = TypedSetting<Bool>

/// A setting that is one of several values, each with a name.
public typealias ChoiceSetting = TypedSetting

extension TypedSetting<Int> {
  /// Declares a setting of whole numbers in `range`.
  public convenience init(
    _ name: String, _ range: ClosedRange<Int>, default value: Int, former: Int? = nil, idleAs: Int? = nil,
    idleWhere: IdleCondition? = nil, help: String
  ) {
    self.init(
      name, .integer(range), default: value, former: former, idleAs: idleAs, idleWhere: idleWhere, help: help,
      write: SettingValue.integer
    ) { if case .integer(let value) = $0 { value } else { nil } }
  }
}

extension TypedSetting<Double> {
  /// Declares a setting of numbers in `range`.
  public convenience init(
    _ name: String, _ range: ClosedRange<Double>, default value: Double, former: Double? = nil, idleAs: Double? = nil,
    idleWhere: IdleCondition? = nil, help: String
  ) {
    self.init(
      name, .number(range), default: value, former: former, idleAs: idleAs, idleWhere: idleWhere, help: help,
      write: SettingValue.number
    ) { if case .number(let value) = $0 { value } else { nil } }
  }
}

extension TypedSetting<Bool> {
  /// Declares a setting that is true or false.
  public convenience init(
    _ name: String, default value: Bool, former: Bool? = nil, idleAs: Bool? = nil, idleWhere: IdleCondition? = nil,
    help: String
  ) {
    self.init(
      name, .boolean, default: value, former: former, idleAs: idleAs, idleWhere: idleWhere, help: help,
      write: SettingValue.boolean
    ) { if case .boolean(let value) = $0 { value } else { nil } }
  }
}

extension TypedSetting {
  /// Declares a choice among `values`, by their names, with a line of help for each name in `meanings`. Without a
  /// default a value must be stated.
  public convenience init(
    _ name: String, among values: [Value], called valueName: @Sendable (Value) -> String, default value: Value? = nil,
    former: Value? = nil, idleAs: Value? = nil, idleWhere: IdleCondition? = nil, help: String,
    meanings: [String: String] = [:]
  ) {
    let byName = Dictionary(uniqueKeysWithValues: values.map { (valueName($0), $0) })
    self.init(
      name, .choice(values.map(valueName)), default: value, former: former, idleAs: idleAs, idleWhere: idleWhere,
      help: help, meanings: meanings, write: { .text(valueName($0)) }
    ) { if case .text(let name) = $0 { byName[name] } else { nil } }
  }
}

extension TypedSetting where Value: RawRepresentable<String> & CaseIterable {
  /// Declares a choice among all values of the type.
  public convenience init(
    _ name: String, default value: Value? = nil, former: Value? = nil, idleAs: Value? = nil,
    idleWhere: IdleCondition? = nil, help: String, meanings: [String: String] = [:]
  ) {
    self.init(
      name, among: Array(Value.allCases), called: \.rawValue, default: value, former: former, idleAs: idleAs,
      idleWhere: idleWhere, help: help, meanings: meanings)
  }
}
