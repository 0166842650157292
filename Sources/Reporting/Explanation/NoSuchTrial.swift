import Trials

/// No trial of the plan is meant by some words.
public struct NoSuchTrial: Error, Equatable, CustomStringConvertible {
  let words: [String]
  let example: String

  /// The words and what would be some.
  public var description: String {
    "the plan has no trial with \(words.joined(separator: " ")): name the first digits of a trial's identity, or values as "
      + "in \(example), all of them or only some"
  }
}
