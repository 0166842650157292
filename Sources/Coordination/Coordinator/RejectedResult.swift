/// A result that cannot be accepted.
public struct RejectedResult: Error, Equatable, CustomStringConvertible {
  /// How the attempt ends.
  public let cause: FailureCause
  /// What is wrong, as a predicate: "could not be read".
  public let reason: String

  /// The result and what is wrong.
  public var description: String { "the result \(reason)" }
}
