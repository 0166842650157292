public import Trials

/// A setting that is not an axis of a sweep.
public struct FixedSetting: Sendable {
  public let setting: Setting
  /// The value in every trial that uses the setting.
  public let value: SettingValue
  /// Whether any trial uses the setting.
  public let isUsed: Bool

  /// Whether the value is the task's default.
  public var isDefault: Bool { value == setting.defaultValue }
}
