/// A host that cannot run a trial that other hosts may run, because its data are missing or broken. The failure must
/// not count against the trial.
public struct UnfitHost: Error, CustomStringConvertible {
  /// The host's problem and the remedy.
  public let description: String

  /// A host with the problem in `description`.
  public init(_ description: String) { self.description = description }
}
