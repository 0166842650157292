/// A declared setting of whatever type.
public protocol AnySetting: Sendable {
  /// What sweep files and help know of the setting.
  var declaration: Setting { get }
}
