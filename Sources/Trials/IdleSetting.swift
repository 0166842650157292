/// The condition under which a trial does not use a setting, so that the setting's value changes nothing.
public struct IdleSetting: Sendable {
  /// The value of an idle setting in a specification, whatever was stated: trials that differ only in an idle setting
  /// are one trial.
  public let value: SettingValue
  /// Whether a trial with these settings, which are complete, does not use the setting.
  public let applies: IdleCondition

  /// A setting is idle if `applies`, and then counts as `value`.
  public init(as value: SettingValue, where applies: @escaping IdleCondition) {
    self.value = value
    self.applies = applies
  }
}

/// Whether a trial with these settings, which are complete, does not use a setting.
public typealias IdleCondition = @Sendable ([String: SettingValue]) -> Bool
