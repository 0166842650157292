/// A setting as its task declares and reads the setting: by values of the type `Value`.
///
/// In a declaration, `former` is `Setting.formerValue`. Where `idleWhere` holds, a trial does not use the setting, which then
/// counts as `idleAs`, or as its default where no such value is given.
public final class TypedSetting<Value: Sendable>: AnySetting {
  /// What sweep files and help know of the setting.
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

  /// The value in `settings`, which are those of a checked specification: a setting that they leave out has its former
  /// value.
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
