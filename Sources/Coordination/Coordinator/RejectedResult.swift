/// A result that cannot be accepted.
public struct RejectedResult: Error, Equatable, CustomStringConvertible {
  /// The cause for which the attempt ends.
  public let cause: FailureCause
  /// The fault as a predicate: "could not be read".
  public let reason: String

  public var description: String { "the result \(reason)" }
}
