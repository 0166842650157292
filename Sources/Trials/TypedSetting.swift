/// A setting that its task declares and reads as values of the type `Value`.
///
/// In a declaration, `former` is `Setting.formerValue`. A trial for which `idleWhere` holds does not use the setting,
/// which then counts as `idleAs` or else as its default.
public final class TypedSetting<Value: Sendable>: AnySetting {
  /// The declaration for sweep files and help.
  public let declaration: Setting
  private let read: @Sendable (SettingValue) -> Value?

  init(
    _ name: String, _ kind: Setting.Kind, default defaultValue: Value?, former: Value?, idleAs idleValue: Value?,
    idleWhere isIdle: IdleCondition?, help: String, meanings: [String: String] = [:],
    write: (Value) -> SettingValue, read: @escaping @Sendable (SettingValue) -> Value?
  ) {
    let idleValue = (idleValue ?? defaultValue).map(write)
    declaration = Setting(
      name, kind, default: defaultValue.map(write), former: former.map(write),
      idle: isIdle.flatMap { isIdle in idleValue.map { IdleSetting(as: $0, where: isIdle) } }, help: help,
      meanings: meanings)
    self.read = read
  }

  /// The value in `settings`, the settings of a checked specification. A setting that is left out has its former value.
  public func value(in settings: [String: SettingValue]) -> Value {
    let stated = settings[declaration.name] ?? declaration.formerValue
    guard let value = stated.flatMap(read) else {
      preconditionFailure(
        "the setting \(declaration.name) takes \(declaration.expectation) and has \(stated.map { "\($0)" } ?? "no value")"
      )
    }
    return value
  }
}
