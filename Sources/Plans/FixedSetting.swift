public import Trials

/// A setting that is no axis of a sweep.
public struct FixedSetting: Sendable {
  public let setting: Setting
  /// Its value in every trial that uses it.
  public let value: SettingValue
  /// Whether any trial uses it.
  public let isUsed: Bool

  /// Whether the value is the task's default.
  public var isDefault: Bool { value == setting.defaultValue }
}
