/// A host that cannot run a trial which others may: its data are missing or broken. The trial is not to blame and must not
/// be charged for it.
public struct UnfitHost: Error, CustomStringConvertible {
  /// What the host lacks and how to mend it.
  public let description: String

  /// A host that lacks what `description` says.
  public init(_ description: String) { self.description = description }
}
