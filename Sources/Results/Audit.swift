public import Coordination

/// The outcome of checking a directory's books.
public struct Audit: Sendable, Equatable {
  /// How many trials of the plan are in which state; nil where that cannot be read.
  public let counts: TrialCounts?
  /// The number of results, as far as they can be read.
  public let results: Int
  /// The number of results whose bytes have the digest they were accepted with.
  public let wholeResults: Int
  /// What does not hold, one sentence each; empty in a sound directory.
  public let problems: [String]

  /// Whether everything holds.
  public var isSound: Bool { problems.isEmpty }
}
