import Trials

/// No trial of the plan matches the given words.
public struct NoSuchTrial: Error, Equatable, CustomStringConvertible {
  let words: [String]
  let example: String

  /// The words and an example of valid ones.
  public var description: String {
    "the plan has no trial with \(words.joined(separator: " ")): name the first digits of a trial's identity, or values as "
      + "in \(example), all of them or only some"
  }
}
