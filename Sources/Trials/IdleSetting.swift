/// When a trial does not use a setting, whose value then changes nothing.
public struct IdleSetting: Sendable {
  /// The value that an idle setting has in a specification, whatever was stated: trials that differ in it alone are one.
  public let value: SettingValue
  /// Whether a trial with these settings, which are complete, does not use the setting.
  public let applies: @Sendable ([String: SettingValue]) -> Bool

  /// A setting that is idle where `applies` says so, and then counts as `value`.
  public init(as value: SettingValue, where applies: @escaping @Sendable ([String: SettingValue]) -> Bool) {
    self.value = value
    self.applies = applies
  }

  /// A setting that is idle where the setting called `name` has one of `values`.
  public init(as value: SettingValue, where name: String, isOneOf values: Set<SettingValue>) {
    self.init(as: value) { settings in settings[name].map(values.contains) ?? false }
  }
}
