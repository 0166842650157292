public import Coordination

/// The outcome of an audit of a directory.
public struct Audit: Sendable, Equatable {
  /// The number of the plan's trials in each state; nil if the states cannot be read.
  public let counts: TrialCounts?
  /// The number of results, as far as they can be read.
  public let results: Int
  /// The number of results whose bytes have the digest from their acceptance.
  public let wholeResults: Int
  /// The faults, one sentence each; empty in a sound directory.
  public let problems: [String]

  /// Whether no fault was found.
  public var isSound: Bool { problems.isEmpty }
}
