/// The declarations of settings that belong together: the settings of a task, or of a part that tasks share.
///
/// Every stored property of a group is a `TypedSetting`, a list of settings, or a further group. Help lists settings in
/// the order of the properties.
public protocol SettingGroup: Sendable {}

extension SettingGroup {
  /// Every setting of the group and of the groups in it.
  public var declarations: [Setting] {
    Mirror(reflecting: self).children.flatMap { child in
      switch child.value {
      case let setting as any AnySetting: [setting.declaration]
      case let settings as [any AnySetting]: settings.map(\.declaration)
      case let group as any SettingGroup: group.declarations
      default: preconditionFailure("\(child.label ?? "a property") of \(Self.self) declares no setting")
      }
    }
  }
}

/// The values of a group's settings in one trial, read by the names of the group's properties.
///
/// ```swift
/// settings.learningRate           // a Double, where `let learningRate = NumberSetting("learningRate", 0...10, …)`
/// settings.images.rareClasses     // of the group `images`
/// ```
/// Every read looks the value up, which may allocate. A trial should keep the values that its training steps need.
@dynamicMemberLookup
public struct Settings<Group: SettingGroup>: Sendable {
  /// The declarations.
  public let declared: Group
  private let values: [String: SettingValue]

  /// The values of `declared` in a checked specification's `values`.
  public init(_ declared: Group, _ values: [String: SettingValue]) {
    self.declared = declared
    self.values = values
  }

  /// The value of a setting of the group.
  public subscript<Value>(dynamicMember setting: KeyPath<Group, TypedSetting<Value>>) -> Value {
    self[declared[keyPath: setting]]
  }

  /// The values of a group within the group.
  public subscript<Part: SettingGroup>(dynamicMember part: KeyPath<Group, Part>) -> Settings<Part> {
    Settings<Part>(declared[keyPath: part], values)
  }

  /// The value of a setting that the task declares.
  public subscript<Value>(_ setting: TypedSetting<Value>) -> Value { setting.value(in: values) }
}
