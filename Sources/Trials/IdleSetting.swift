/// When a trial does not use a setting, whose value then changes nothing.
public struct IdleSetting: Sendable {
  /// The value that an idle setting has in a specification, whatever was stated: trials that differ in it alone are one.
  public let value: SettingValue
  /// Whether a trial with these settings, which are complete, does not use the setting.
  public let applies: IdleCondition

  /// A setting that is idle where `applies` says so, and then counts as `value`.
  public init(as value: SettingValue, where applies: @escaping IdleCondition) {
    self.value = value
    self.applies = applies
  }
}

/// Whether a trial with these settings, which are complete, does not use a setting.
public typealias IdleCondition = @Sendable ([String: SettingValue]) -> Bool
