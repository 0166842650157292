/// A declared setting of any type.
public protocol AnySetting: Sendable {
  /// The declaration for sweep files and help.
  var declaration: Setting { get }
}
