/// What a table says of two arms.
public enum PairVerdict: Sendable, Hashable {
  /// The t test and the exact test, corrected for the family, both find a difference.
  case different(firstIsLarger: Bool)
  /// Neither test finds a difference: this is not equality.
  case notSeparated
  /// One of the two tests finds a difference and the other does not.
  case testsDisagree
  /// At this number of values the exact test cannot reach α in this family; the smallest corrected p-value stands here.
  case cannotReach(PValue)
  /// No test is possible: an arm has no value, or fewer than two values of each arm can be compared.
  case untested
}
